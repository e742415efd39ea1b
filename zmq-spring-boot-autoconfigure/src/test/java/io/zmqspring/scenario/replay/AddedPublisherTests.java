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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
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

/**
 * A subscriber lists the address of a publisher that starts long after it. The messages
 * that this publisher has sent first are recovered, although its live messages arrive
 * before its answers, and the publisher that was there before does not know them.
 */
class AddedPublisherTests {

	private static final int LAST = 10;

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final ZmqContext context = TestSecurity.NULL.context();

	private final String oldReplay = "tcp://127.0.0.1:" + FreePort.find();

	private final String addedReplay = "tcp://127.0.0.1:" + FreePort.find();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void firstMessagesOfAnAddedPublisherAreRecovered() {
		ZmqSubscriber subscriber = subscriber();
		ZmqPublisher old = publisher(this.oldReplay, subscriber);
		publish(old, "old", 1, 1);
		EventsApplication.await().until(() -> this.received.contains("old 1"));
		EventsApplication.await()
			.until(() -> subscriber.replayState().addressesWithoutReplay().equals(List.of(this.addedReplay)));
		ZmqPublisher added = publisher(this.addedReplay, subscriber);
		publish(added, "added", 1, LAST / 2);
		assertThat(added.awaitSubscriber("tea", Duration.ofSeconds(10))).isTrue();
		publish(added, "added", LAST / 2 + 1, LAST);
		EventsApplication.await().until(() -> this.received.contains("added " + LAST));
		assertThat(this.received).filteredOn((text) -> text.startsWith("added"))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, LAST).mapToObj((i) -> "added " + i).toList());
		subscriber.stop();
		old.stop();
		added.stop();
	}

	// It looks for the replay of a publisher seldom, so live messages arrive earlier
	private ZmqSubscriber subscriber() {
		SubscriberSettings settings = SubscriberSettings.builder("tcp://127.0.0.1:0")
			.bind(true)
			.replay(new SubscriberReplaySettings(List.of(this.oldReplay, this.addedReplay), ReplayStart.EARLIEST, null))
			.replayTimeout(Duration.ofSeconds(20))
			.socket(SocketTuning.builder()
				.reconnectInterval(Duration.ofSeconds(1))
				.reconnectIntervalMax(Duration.ofSeconds(2))
				.build())
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("events", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		HandlerInvocation.Single handler = (topic, payload, headers) -> {
			this.received.add(new String(payload, StandardCharsets.UTF_8));
			return null;
		};
		subscriber.add(HandlerSpec.of(subscriber.parse("tea"), handler), true);
		subscriber.start();
		return subscriber;
	}

	private ZmqPublisher publisher(String replay, ZmqSubscriber subscriber) {
		PublisherSettings settings = PublisherSettings.builder(subscriber.boundAddresses().get(0))
			.bind(false)
			.replay(PublisherReplaySettings.of(replay))
			.build();
		ZmqPublisher publisher = new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
		publisher.start();
		return publisher;
	}

	private static void publish(ZmqPublisher publisher, String text, int from, int to) {
		for (int i = from; i <= to; i++) {
			publisher.publish((text + " " + i).getBytes(StandardCharsets.UTF_8), "tea");
		}
	}

}
