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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqMessagesDroppedEvent;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule.Verdict;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of {@code docs/delivery.md}.
 */
class DeliveryPageTests {

	@Test
	void publisherWaitsForItsSubscriber() {
		EventsApplication.with(SlowListener.class, Examples.Start.class).run((context) -> {
			assertThat(context.getBean(Examples.Start.class).begin()).isTrue();
			context.getBean(SlowListener.class).proceed.countDown();
			EventsApplication.awaitCount(context, (stats) -> stats.received(), 1);
		});
	}

	@Test
	void lossesAreCountedAndRefusalsThrow() {
		String drops = "tcp://127.0.0.1:" + FreePort.find();
		String fails = "tcp://127.0.0.1:" + FreePort.find();
		byte[] picture = new byte[100_000];
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(SlowListener.class)
			.withBean(Examples.Losses.class)
			.withPropertyValues("zmq.publishers.drop.address=" + drops, "zmq.publishers.fail.address=" + fails,
					"zmq.publishers.fail.overflow=fail", "zmq.defaults.high-water-mark=10",
					"zmq.subscribers.in.address=" + drops + "," + fails)
			.run((context) -> {
				ZmqPublisher drop = context.getBean("dropPublisher", ZmqPublisher.class);
				ZmqPublisher fail = context.getBean("failPublisher", ZmqPublisher.class);
				EventsApplication.await().until(() -> drop.hasSubscriber("start") && fail.hasSubscriber("start"));
				while (drop.stats().dropped() == 0) {
					drop.publish(picture, "start");
				}
				assertThatExceptionOfType(ZmqOverflowException.class).isThrownBy(() -> {
					for (int i = 0; i < 1000; i++) {
						fail.publish(picture, "start");
					}
				});
				context.getBean(SlowListener.class).proceed.countDown();
				Examples.Losses losses = context.getBean(Examples.Losses.class);
				EventsApplication.await().until(() -> !losses.lines.isEmpty());
				assertThat(losses.lines).containsExactly("1 messages of publisher 'drop' were lost: slow-subscriber");
				assertThat(losses.lost(drop)).isEqualTo(1);
			});
	}

	@Test
	void gapsAreReported() {
		ApplicationContextRunner publisher = new ApplicationContextRunner()
			.withConfiguration(EventsApplication.autoConfigurations())
			.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:0",
					"zmq.publishers.events.sequence=true");
		publisher.run((publishing) -> {
			ZmqPublisher events = EventsApplication.publisher(publishing);
			try (MessageProxy proxy = MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(events), 1)) {
				proxy.use((frames, random) -> (frames.get(1)[0] == 'x') ? Verdict.DROP : Verdict.FORWARD);
				EventsApplication.subscribing(proxy.address(), FastListener.class, Examples.Gaps.class)
					.run((context) -> {
						EventsApplication.await().until(() -> events.hasSubscriber("start"));
						Stream.of("1", "x", "x", "4").forEach((payload) -> events.publish(payload, "start"));
						Examples.Gaps gaps = context.getBean(Examples.Gaps.class);
						EventsApplication.await().until(() -> !gaps.lines.isEmpty());
						assertThat(gaps.lines).containsExactly("start: 2 to 3");
						assertThat(EventsApplication.subscriber(context).stats().lost()).isEqualTo(2);
					});
			}
		});
	}

	static class FastListener {

		@ZmqListener("start")
		void receive(String payload) {
		}

	}

	static class SlowListener {

		private final CountDownLatch proceed = new CountDownLatch(1);

		@ZmqListener("start")
		void receive(byte[] payload) throws InterruptedException {
			this.proceed.await();
		}

	}

	/**
	 * The classes of the page, without {@code static} because they are in an interface.
	 */
	interface Examples {

		@Service
		class Start {

			private final ZmqPublisher publisher;

			Start(ZmqPublisher eventsPublisher) {
				this.publisher = eventsPublisher;
			}

			// tag::await[]
			boolean begin() {
				if (!this.publisher.awaitSubscriber("start", Duration.ofSeconds(5))) {
					throw new ZmqException("Nobody listens to the topic 'start'");
				}
				return this.publisher.publish("go", "start");
			}
			// end::await[]

		}

		// tag::losses[]
		@Component
		class Losses {

			final List<String> lines = new CopyOnWriteArrayList<>();

			@EventListener
			void on(ZmqMessagesDroppedEvent event) {
				this.lines.add(event.count() + " messages of " + event.role() + " '" + event.name() + "' were lost: "
						+ event.reason());
			}

			long lost(ZmqPublisher publisher) {
				return publisher.stats().drops().getOrDefault("slow-subscriber", 0L);
			}

		}
		// end::losses[]

		// tag::gaps[]
		@Component
		class Gaps {

			final List<String> lines = new CopyOnWriteArrayList<>();

			@EventListener
			void on(ZmqMessagesLostEvent event) {
				this.lines.add(event.topic() + ": " + event.from() + " to " + event.to());
			}

		}
		// end::gaps[]

	}

}
