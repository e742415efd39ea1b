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

package io.zmqspring.scenario.replay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A subscriber with replay whose messages are received by hand, more slowly than they
 * come.
 */
class ReplayByHandTests {

	private static final int COUNT = 500;

	private static final int CAPACITY = 10;

	private static final Duration LONG = Duration.ofSeconds(30);

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final ZmqContext context = TestSecurity.NULL.context();

	private final String replay = "tcp://127.0.0.1:" + FreePort.find();

	private final ZmqPublisher publisher = new ZmqPublisher("events",
			PublisherSettings.builder("tcp://127.0.0.1:0").replay(PublisherReplaySettings.of(this.replay)).build(),
			this.context, PubSubRoles.JSON, (event) -> {
			});

	@BeforeEach
	void start() {
		this.publisher.start();
	}

	@AfterEach
	void close() {
		this.publisher.stop();
		this.context.close();
	}

	private ZmqSubscriber subscribe() {
		SubscriberSettings settings = SubscriberSettings.builder(PubSubRoles.addressOf(this.publisher))
			.topics("tea")
			.highWaterMark(CAPACITY)
			.replayTimeout(Duration.ofMillis(500))
			.replay(new SubscriberReplaySettings(List.of(this.replay), ReplayStart.EARLIEST, null))
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("events", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.addHandler("other", (topic, payload) -> this.handled.add(topic));
		// From now on there is a queue
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> subscriber.receive("tea", Duration.ZERO));
		return subscriber;
	}

	private void publish(int from, int to) {
		IntStream.rangeClosed(from, to).forEach((i) -> this.publisher.publish(String.valueOf(i), "tea"));
	}

	private void assertReceived(ZmqSubscriber subscriber, int from, int to) {
		for (int i = from; i <= to; i++) {
			assertThat(subscriber.receive("tea", LONG).text()).isEqualTo(String.valueOf(i));
		}
		assertThat(subscriber.stats().drops()).isEmpty();
		assertThat(subscriber.stats().lost()).isZero();
	}

	@Test
	void messagesWaitWhileTheQueueIsFullAndOtherTopicsAreHandled() {
		publish(1, COUNT);
		ZmqSubscriber subscriber = subscribe();
		subscriber.start();
		assertReceived(subscriber, 1, 1);
		EventsApplication.await().until(() -> subscriber.replayState().heldBytes() > 0);
		publish(COUNT + 1, 2 * COUNT);
		EventsApplication.await().until(() -> {
			this.publisher.publish("", "other");
			return this.handled.size() > 10;
		});
		long before = System.nanoTime();
		// Longer than replay-timeout
		EventsApplication.await().until(() -> System.nanoTime() - before > Duration.ofSeconds(1).toNanos());
		assertReceived(subscriber, 2, 2 * COUNT);
		subscriber.stop();
	}

}
