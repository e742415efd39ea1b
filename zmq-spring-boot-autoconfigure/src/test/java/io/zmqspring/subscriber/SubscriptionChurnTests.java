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

import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscriptions that are made and cancelled in quick succession while messages are
 * published (libzmq issues 2252 and 2942).
 */
class SubscriptionChurnTests {

	private static final int TOPICS = 40;

	private static final int CHANGES = 3000;

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final Set<String> received = ConcurrentHashMap.newKeySet();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void publisherAndSubscriberAgreeAfterThousandsOfChanges() throws InterruptedException {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:*");
		publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(publisher), "always");
		subscriber.start();
		AtomicBoolean publishing = new AtomicBoolean(true);
		CountDownLatch ended = new CountDownLatch(1);
		Threads.daemon(() -> {
			while (publishing.get()) {
				IntStream.range(0, TOPICS).forEach((i) -> publisher.publish("x", topic(i)));
			}
			ended.countDown();
		}, "load").start();
		HandlerRegistration[] registrations = new HandlerRegistration[TOPICS];
		Random random = new Random(1);
		for (int i = 0; i < CHANGES; i++) {
			int index = random.nextInt(TOPICS);
			if (registrations[index] == null) {
				registrations[index] = subscriber.addHandler(topic(index),
						(topic, payload) -> this.received.add(topic));
			}
			else {
				registrations[index].remove();
				registrations[index] = null;
			}
		}
		publishing.set(false);
		ended.await();
		IntStream.range(0, TOPICS)
			.forEach((i) -> EventsApplication.await()
				.until(() -> publisher.hasSubscriber(topic(i)) == (registrations[i] != null)));
		IntStream.range(0, TOPICS)
			.filter((i) -> registrations[i] != null)
			.forEach((i) -> EventsApplication.await().until(() -> {
				publisher.publish("x", topic(i));
				return this.received.contains(topic(i));
			}));
		assertThat(publisher.connectionCount()).isEqualTo(1);
		subscriber.stop();
		publisher.stop();
	}

	// No topic is a prefix of another one
	private static String topic(int i) {
		return "topic-" + (char) ('A' + i);
	}

}
