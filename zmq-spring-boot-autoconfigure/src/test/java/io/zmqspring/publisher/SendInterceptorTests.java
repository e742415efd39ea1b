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

package io.zmqspring.publisher;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.SendInterceptor;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What an interceptor of sent messages can do to a publisher.
 */
class SendInterceptorTests {

	private static final SendInterceptor FULL = (message) -> {
		throw new SendInterceptor.QueueFullException();
	};

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://events");

	@AfterEach
	void close() {
		this.subscriber.stop();
		this.context.close();
	}

	private ZmqPublisher publisher(Overflow overflow) {
		ZmqPublisher publisher = new ZmqPublisher("events",
				PublisherSettings.builder("inproc://events").overflow(overflow).build(), this.context, PubSubRoles.JSON,
				(event) -> {
				});
		publisher.start();
		this.subscriber.addHandler("t", (topic, payload) -> this.received.add(new String(payload)));
		this.subscriber.start();
		assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(10))).isTrue();
		return publisher;
	}

	@Test
	void exceptionFailsTheMessageAndIsCounted() {
		try (ZmqPublisher publisher = publisher(Overflow.DROP)) {
			publisher.interceptWith((message) -> {
				throw new IllegalStateException(message.destination());
			});
			assertThatIllegalStateException().isThrownBy(() -> publisher.publish("a", "t")).withMessage("t");
			assertThat(publisher.stats().failures()).containsEntry("IllegalStateException", 1L);
			publisher.interceptWith(null);
			publisher.publish("b", "t");
			await().untilAsserted(() -> assertThat(this.received).containsExactly("b"));
		}
	}

	@Test
	void fullQueueDropsAndCountsTheMessage() {
		try (ZmqPublisher publisher = publisher(Overflow.DROP)) {
			publisher.interceptWith(FULL);
			assertThat(publisher.publish("a", "t")).isTrue();
			assertThat(publisher.stats().drops()).containsEntry("slow-subscriber", 1L);
			assertThat(publisher.stats().sent()).isZero();
		}
	}

	@Test
	void fullQueueRefusesTheMessage() {
		try (ZmqPublisher publisher = publisher(Overflow.FAIL)) {
			publisher.interceptWith(FULL);
			assertThatExceptionOfType(ZmqOverflowException.class).isThrownBy(() -> publisher.publish("a", "t"));
		}
		try (ZmqPublisher publisher = publisher(Overflow.BLOCK)) {
			publisher.interceptWith(FULL);
			assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> publisher.publish("a", "t"));
		}
	}

	@Test
	void observerStaysWhenTheInterceptorChanges() {
		try (ZmqPublisher publisher = publisher(Overflow.DROP)) {
			List<String> observed = new CopyOnWriteArrayList<>();
			publisher.observeWith((message) -> {
				observed.add(message.destination());
				return Observation.NOOP;
			});
			publisher.interceptWith(FULL);
			publisher.publish("a", "t");
			publisher.interceptWith(null);
			publisher.publish("b", "t");
			assertThat(observed).containsExactly("t", "t");
			assertThat(publisher.stats().sent()).isEqualTo(1);
		}
	}

}
