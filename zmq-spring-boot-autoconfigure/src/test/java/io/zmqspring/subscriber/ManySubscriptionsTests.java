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

package io.zmqspring.subscriber;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers with more topics than their high-water mark. ZeroMQ sends subscriptions as
 * messages, and libzmq drops those that exceed the high-water mark when a connection is
 * made again (libzmq issues 2258 and 4064).
 */
class ManySubscriptionsTests {

	private static final int TOPICS = 3000;

	// Fewer than the high-water mark of the publisher
	private static final int BATCH = 500;

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	private final Set<String> received = ConcurrentHashMap.newKeySet();

	@AfterEach
	void close() {
		this.context.close();
	}

	private ZmqPublisher publisher() {
		return PubSubRoles.publisher(this.context, this.address);
	}

	private void assertAllReceived(ZmqPublisher publisher) {
		this.received.clear();
		EventsApplication.await()
			.until(() -> IntStream.range(0, TOPICS).allMatch((i) -> publisher.hasSubscriber(topic(i))));
		for (int from = 0; from < TOPICS; from += BATCH) {
			int to = from + BATCH;
			IntStream.range(from, to).forEach((i) -> publisher.publish("x", topic(i)));
			EventsApplication.await().untilAsserted(() -> assertThat(this.received).hasSize(to));
		}
	}

	private static String topic(int i) {
		return "topic-" + i;
	}

	@Test
	void allSubscriptionsAreSentAgainToAPublisherThatRestarts() {
		ZmqPublisher publisher = publisher();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, this.address);
		IntStream.range(0, TOPICS)
			.forEach((i) -> subscriber.addHandler(topic(i), (topic, payload) -> this.received.add(topic)));
		subscriber.start();
		try {
			for (int round = 0; round < 3; round++) {
				publisher.start();
				assertAllReceived(publisher);
				publisher.stop();
			}
		}
		finally {
			subscriber.stop();
			publisher.stop();
		}
	}

}
