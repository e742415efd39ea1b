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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.LeakCheck;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers with {@code spring.threads.virtual.enabled}.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTests {

	private static final String ENABLED = "spring.threads.virtual.enabled=true";

	@Test
	void listenersAreCalledOnVirtualThreadsAndReceivingStaysOnAPlatformThread() {
		EventsApplication.with(Listeners.class).withPropertyValues(ENABLED).run((context) -> {
			Listeners listeners = context.getBean(Listeners.class);
			for (String topic : List.of("one", "several", "batch")) {
				EventsApplication.publish(context, topic, topic);
				EventsApplication.await().until(() -> listeners.threads.containsKey(topic));
			}
			assertThat(listeners.threads.get("one")).startsWith("VirtualThread")
				.contains("zmq-listener-listeners.one-0");
			assertThat(listeners.threads.get("several")).startsWith("VirtualThread")
				.contains("zmq-listener-listeners.several-");
			assertThat(listeners.threads.get("batch")).startsWith("VirtualThread")
				.contains("zmq-listener-listeners.batch-");
			assertThat(LeakCheck.zmqThreads()).contains("zmq-subscriber-events");
		});
	}

	@Test
	void withoutTheSettingListenersAreCalledOnPlatformThreads() {
		EventsApplication.with(Listeners.class).run((context) -> {
			EventsApplication.publish(context, "one", "one");
			Listeners listeners = context.getBean(Listeners.class);
			EventsApplication.await().until(() -> listeners.threads.containsKey("one"));
			assertThat(listeners.threads.get("one")).startsWith("Thread[").contains("zmq-subscriber-events");
		});
	}

	@Test
	void workAndResultsAreHandledOnVirtualThreads() {
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(Work.class)
			.withPropertyValues(ENABLED, "zmq.controllers.main.workers.texts.push.address=inproc://work",
					"zmq.controllers.main.workers.texts.pull.address=inproc://results",
					"zmq.workers.texts.pull.address=inproc://work", "zmq.workers.texts.push.address=inproc://results")
			.run((context) -> {
				context.getBean(ZmqController.class).send("texts", "any");
				Work work = context.getBean(Work.class);
				EventsApplication.await().until(() -> work.threads.size() == 2);
				assertThat(work.threads.get(0)).startsWith("VirtualThread").contains("zmq-worker-texts-");
				assertThat(work.threads.get(1)).startsWith("VirtualThread")
					.contains("zmq-controller-main-texts-results");
			});
	}

	@Test
	void orderOfATopicIsKept() {
		EventsApplication.with(Listeners.class).withPropertyValues(ENABLED).run((context) -> {
			Listeners listeners = context.getBean(Listeners.class);
			for (int i = 0; i < 500; i++) {
				EventsApplication.publish(context, "numbers", i);
			}
			EventsApplication.await().until(() -> listeners.numbers.size() == 500);
			assertThat(listeners.numbers).isSorted();
		});
	}

	@Test
	void pauseWaitsForTheCallAndNoOtherBegins() {
		EventsApplication.with(Blocking.class).withPropertyValues(ENABLED).run((context) -> {
			Blocking blocking = context.getBean(Blocking.class);
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			EventsApplication.publish(context, "block", "1");
			EventsApplication.publish(context, "block", "2");
			assertThat(blocking.begun.await(30, TimeUnit.SECONDS)).isTrue();
			Thread pausing = new Thread(subscriber::pause, "pausing");
			pausing.start();
			EventsApplication.await().until(() -> pausing.getState() == Thread.State.TIMED_WAITING);
			assertThat(blocking.ended).isEmpty();
			blocking.proceed.countDown();
			pausing.join();
			assertThat(blocking.ended).containsExactly("1");
			subscriber.resume();
			EventsApplication.await().until(() -> blocking.ended.size() == 2);
		});
	}

	@Test
	void handlerThatHangsIsInterruptedAndNamedWhenTheContextCloses() {
		Blocking blocking = new Blocking();
		EventsApplication.with()
			.withBean(Blocking.class, () -> blocking)
			.withPropertyValues(ENABLED, "zmq.subscribers.events.shutdown-timeout=100ms")
			.run((context) -> {
				EventsApplication.publish(context, "block", "1");
				assertThat(blocking.begun.await(30, TimeUnit.SECONDS)).isTrue();
			});
		EventsApplication.await().until(() -> blocking.interrupted);
	}

	@Component
	static class Listeners {

		final Map<String, String> threads = new ConcurrentHashMap<>();

		final List<Integer> numbers = new CopyOnWriteArrayList<>();

		@ZmqListener(topics = "one", id = "listeners.one")
		void one(String text) {
			this.threads.put(text, Thread.currentThread().toString());
		}

		@ZmqListener(topics = "several", id = "listeners.several", concurrency = "2")
		void several(String text) {
			this.threads.put(text, Thread.currentThread().toString());
		}

		@ZmqListener(topics = "batch", id = "listeners.batch")
		void batch(List<String> texts) {
			this.threads.put(texts.get(0), Thread.currentThread().toString());
		}

		@ZmqListener("numbers")
		void number(int number) {
			this.numbers.add(number);
		}

	}

	@Component
	static class Blocking {

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch proceed = new CountDownLatch(1);

		final List<String> ended = new CopyOnWriteArrayList<>();

		volatile boolean interrupted;

		@ZmqListener("block")
		void on(String text) {
			this.begun.countDown();
			try {
				this.proceed.await();
				this.ended.add(text);
			}
			catch (InterruptedException ex) {
				this.interrupted = true;
			}
		}

	}

	@Component
	static class Work {

		final List<String> threads = new CopyOnWriteArrayList<>();

		@ZmqWorkHandler("texts")
		String handle(String work) {
			this.threads.add(Thread.currentThread().toString());
			return work;
		}

		@ZmqResultListener(controller = "main", worker = "texts")
		void result(String result) {
			this.threads.add(Thread.currentThread().toString());
		}

	}

}
