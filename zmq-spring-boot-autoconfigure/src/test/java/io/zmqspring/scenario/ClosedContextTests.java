/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListenerEndpoint;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.RawSubscriber;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Beans that the application still uses after its context was closed say so, and open
 * nothing.
 */
class ClosedContextTests {

	private static final String[] SETTINGS = { "zmq.publishers.events.address=tcp://127.0.0.1:0",
			"zmq.subscribers.events.address=inproc://in", "zmq.subscribers.events.topics=topic",
			"zmq.controllers.main.workers.a.push.address=inproc://work",
			"zmq.controllers.main.workers.a.pull.address=inproc://results" };

	private static void refused(String message, ThrowingCallable call) {
		assertThatExceptionOfType(ZmqException.class).isThrownBy(call)
			.withMessageContaining(message)
			.withMessageContaining("application context");
	}

	@Test
	void templateThatWasNotUsedBeforeSaysThatTheContextIsClosed() {
		Set<String> before = LeakCheck.zmqThreads();
		TestApplication application = TestApplication.start(NoBeans.class, SETTINGS);
		ZmqTemplate template = application.bean(ZmqTemplate.class);
		application.close();
		refused("closed", () -> template.publish("text", "topic"));
		refused("closed", () -> template.publisher("events"));
		refused("closed", () -> template.controller("main"));
		await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).isSubsetOf(before));
	}

	@Test
	void templateThatWasUsedBeforeSaysThatItsPublisherIsNotRunning() {
		TestApplication application = TestApplication.start(NoBeans.class, SETTINGS);
		ZmqTemplate template = application.bean(ZmqTemplate.class);
		template.publish("text", "topic");
		application.close();
		refused("closed", () -> template.publish("text", "topic"));
	}

	@Test
	void destroyMethodIsToldThatPublishersHaveStoppedAndWhereToPublishInstead() {
		TestApplication application = TestApplication.start(Late.class, SETTINGS);
		Late late = application.bean(Late.class);
		application.close();
		assertThat(late.thrown).hasSize(2)
			.allSatisfy((thrown) -> assertThat(thrown).isInstanceOf(ZmqException.class)
				.hasMessageContainingAll("not running", "ContextClosedEvent", "SmartLifecycle", "@PreDestroy"));
	}

	@Test
	void lastMessagesArePublishedByAListenerOfTheContextClosedEventAndByALifecycleBean() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		TestApplication application = TestApplication.start(LastWords.class, "zmq.publishers.events.address=" + address,
				"zmq.publishers.events.linger=5s");
		try (RawSubscriber subscriber = new RawSubscriber(address, "")) {
			subscriber.awaitSubscribed(application.bean(ZmqPublisher.class), "topic");
			application.close();
			assertThat(subscriber.receiveText()).containsExactly("topic", "event");
			assertThat(subscriber.receiveText()).containsExactly("topic", "lifecycle");
		}
	}

	@Test
	void rolesSayThatTheyAreNotRunning() {
		TestApplication application = TestApplication.start(NoBeans.class, SETTINGS);
		ZmqPublisher publisher = application.bean(ZmqPublisher.class);
		ZmqController controller = application.bean(ZmqController.class);
		application.close();
		refused("not running", () -> publisher.publish("text", "topic"));
		refused("not running", () -> publisher.hasSubscriber("topic"));
		refused("not running", () -> publisher.awaitSubscriber("topic", Duration.ZERO));
		refused("not running", () -> controller.send("a", "work"));
		assertThat(controller.sendToAllWorkers("work").get("a").error()).hasMessageContaining("not running");
		assertThat(controller.request("a", Map.of(), String.class)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(ZmqException.class)
			.withMessageContaining("not running");
	}

	@Test
	void rolesDoNotStartAgain() {
		Set<String> before = LeakCheck.zmqThreads();
		TestApplication application = TestApplication.start(NoBeans.class, SETTINGS);
		ZmqPublisher publisher = application.bean(ZmqPublisher.class);
		ZmqController controller = application.bean(ZmqController.class);
		application.close();
		refused("closed", publisher::start);
		refused("closed", controller::start);
		await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).isSubsetOf(before));
	}

	@Test
	void registryIsEmptyAndListenersTakenFromItStopAndStartWithoutEffect() {
		Set<String> before = LeakCheck.zmqThreads();
		TestApplication application = TestApplication.start(Listening.class, SETTINGS);
		ZmqListenerRegistry registry = application.bean(ZmqListenerRegistry.class);
		ZmqListenerEndpoint one = registry.get("one");
		application.close();
		assertThat(registry.all()).isEmpty();
		one.stop();
		one.start();
		await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).isSubsetOf(before));
	}

	@Test
	void workerDoesNotStartAgain() {
		TestApplication application = TestApplication.start(Working.class,
				"zmq.workers.a.pull.address=tcp://127.0.0.1:5564");
		ZmqWorker worker = application.bean(ZmqWorker.class);
		application.close();
		refused("closed", worker::start);
	}

	static class Late implements DisposableBean {

		private final ZmqTemplate template;

		private final ZmqController controller;

		private final List<Throwable> thrown = new ArrayList<>();

		Late(ZmqTemplate template, ZmqController controller) {
			this.template = template;
			this.controller = controller;
		}

		@Override
		public void destroy() {
			attempt(() -> this.template.publish("text", "topic"));
			attempt(() -> this.controller.send("a", "work"));
		}

		private void attempt(Runnable use) {
			try {
				use.run();
			}
			catch (RuntimeException ex) {
				this.thrown.add(ex);
			}
		}

	}

	static class LastWords implements SmartLifecycle {

		private final ZmqTemplate template;

		private volatile boolean running;

		LastWords(ZmqTemplate template) {
			this.template = template;
		}

		@EventListener
		void on(ContextClosedEvent event) {
			this.template.publish("event", "topic");
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.template.publish("lifecycle", "topic");
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	static class Listening {

		@ZmqListener(topics = "topic", id = "one", concurrency = "2")
		void on(String text) {
		}

	}

	static class Working {

		@ZmqWorkHandler("a")
		void on(String text) {
		}

	}

}
