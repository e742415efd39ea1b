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

package io.zmqspring.role;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.StartedThreads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Roles joined over an inproc address, where JeroMQ does not reconnect.
 */
class InprocTests {

	private final StartedThreads threads = new StartedThreads();

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://events");

	private final ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://events");

	private final List<String> received = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.subscriber.stop();
		this.publisher.stop();
		this.context.close();
		await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
	}

	@Test
	void subscriberReconnectsOnceToAPublisherThatRestarts() {
		this.subscriber.addHandler("t", (topic, payload) -> this.received.add(new String(payload)));
		this.subscriber.start();
		for (int i = 0; i < 20; i++) {
			this.publisher.start();
			assertThat(this.publisher.awaitSubscriber("t", Duration.ofSeconds(30)))

				.isTrue();
			String message = "message " + i;
			this.publisher.publish(message, "t");
			await().until(() -> this.received.contains(message));
			this.publisher.stop();
		}
		assertThat(this.received).hasSize(20).doesNotHaveDuplicates();
	}

	@Test
	void stoppedSubscriberDoesNotCountAsSlow() {
		this.publisher.start();
		for (int i = 0; i < 20; i++) {
			this.subscriber.addHandler("t", (topic, payload) -> this.received.add(new String(payload)));
			this.subscriber.start();
			assertThat(this.publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
			this.subscriber.stop();
			for (int j = 0; j < 100; j++) {
				this.publisher.publish("x", "t");
			}
		}
		assertThat(this.publisher.stats().drops()).doesNotContainKey("slow-subscriber");
	}

}
