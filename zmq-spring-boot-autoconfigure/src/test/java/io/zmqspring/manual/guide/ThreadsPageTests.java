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

package io.zmqspring.manual.guide;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The examples of {@code docs/threads-and-ordering.md}.
 */
class ThreadsPageTests {

	@Test
	void eachSensorIsHandledInOrder() {
		EventsApplication.with(Examples.Sensors.class).run((context) -> {
			for (int i = 0; i < 300; i++) {
				EventsApplication.publish(context, "sensor." + i % 3, i);
			}
			Examples.Sensors sensors = context.getBean(Examples.Sensors.class);
			EventsApplication.await().until(() -> sensors.values.values().stream().mapToInt(Queue::size).sum() == 300);
			assertThat(sensors.values.values()).hasSize(3)
				.allSatisfy((values) -> assertThat(List.copyOf(values)).isSorted());
			assertThat(sensors.threads).allSatisfy((thread) -> assertThat(thread).startsWith("zmq-listener-sensors-"));
		});
	}

	@Test
	void handlersAreCalledOnTheThreadsOfTheTable() {
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(Handlers.class)
			.withPropertyValues("zmq.publishers.events.address=inproc://events",
					"zmq.subscribers.events.address=inproc://events",
					"zmq.controllers.main.workers.texts.push.address=inproc://work",
					"zmq.controllers.main.workers.texts.pull.address=inproc://results",
					"zmq.workers.texts.pull.address=inproc://work", "zmq.workers.texts.push.address=inproc://results",
					"zmq.workers.texts.concurrency=2")
			.run((context) -> {
				EventsApplication.publish(context, "topic", "text");
				context.getBean(ZmqController.class).send("texts", "text");
				Map<String, String> threads = context.getBean(Handlers.class).threads;
				EventsApplication.await().until(() -> threads.size() == 3);
				assertThat(threads).containsEntry("listener", "zmq-subscriber-events")
					.containsEntry("work", "zmq-worker-texts-1")
					.containsEntry("result", "zmq-controller-main-texts-results");
			});
	}

	@Test
	void roleIsAwaitedAndClosed() {
		EventsApplication.with(Handlers.class)
			.withPropertyValues("zmq.controllers.main.workers.texts.push.address=inproc://work",
					"zmq.controllers.main.workers.texts.pull.address=inproc://results",
					"zmq.workers.texts.pull.address=inproc://work")
			.run((context) -> {
				assertThat(EventsApplication.subscriber(context).awaitState(ZmqState.RUNNING, Duration.ofSeconds(30)))
					.isTrue();
				Queue<String> received = new ConcurrentLinkedQueue<>();
				Runnable publish = () -> EventsApplication.publish(context, "status", "up");
				new Examples.OwnRole().receive(context.getBean(ZmqContext.class), context, received, publish);
				assertThat(received).contains("up");
			});
	}

	static class Handlers {

		private final Map<String, String> threads = new ConcurrentHashMap<>();

		@ZmqListener("topic")
		void listen(String text) {
			this.threads.put("listener", Thread.currentThread().getName());
		}

		@ZmqWorkHandler("texts")
		String work(String text) {
			this.threads.put("work", Thread.currentThread().getName());
			return text;
		}

		@ZmqResultListener(worker = "texts")
		void result(String text) {
			this.threads.put("result", Thread.currentThread().getName());
		}

	}

	/**
	 * The classes of the page, without {@code static} because they are in an interface.
	 */
	interface Examples {

		// tag::concurrency[]
		@Component
		class Sensors {

			final Map<String, Queue<Integer>> values = new ConcurrentHashMap<>();

			final Queue<String> threads = new ConcurrentLinkedQueue<>();

			@ZmqListener(topics = "sensor.*", id = "sensors", concurrency = "4")
			void receive(int value, @Header(ZmqHeaders.TOPIC) String topic) {
				this.values.computeIfAbsent(topic, (key) -> new ConcurrentLinkedQueue<>()).add(value);
				this.threads.add(Thread.currentThread().getName());
			}

		}
		// end::concurrency[]

		class OwnRole {

			void receive(ZmqContext context, ApplicationEventPublisher events, Queue<String> received,
					Runnable publish) {
				JsonMessageConverter converter = new JsonMessageConverter(JsonMapper.shared());
				// tag::own[]
				SubscriberSettings settings = SubscriberSettings.of("inproc://events", "status");
				try (ZmqSubscriber subscriber = new ZmqSubscriber("in", settings, context, converter,
						new LoggingErrorHandler(), events::publishEvent)) {
					subscriber.addHandler("status", String.class, (topic, status) -> received.add(status));
					subscriber.start();
					publish.run();
					await().until(() -> !received.isEmpty());
				}
				// end::own[]
			}

		}

	}

}
