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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.settings.AwaitSubscribersSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Publishing before there is a subscriber.
 */
@ParameterizedClass
@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
@ExtendWith(OutputCaptureExtension.class)
class SlowJoinerTests {

	private static final int BURST = 200_000;

	private final TestTransport transport;

	private final ZmqContext context;

	private final ZmqContext elsewhere;

	private final AtomicInteger received = new AtomicInteger();

	private @Nullable ZmqPublisher publisher;

	private @Nullable ZmqSubscriber subscriber;

	SlowJoinerTests(TestTransport transport, TestSecurity security) {
		this.transport = transport;
		this.context = security.context();
		this.elsewhere = security.context();
	}

	@AfterEach
	void close() {
		if (this.subscriber != null) {
			this.subscriber.stop();
		}
		if (this.publisher != null) {
			this.publisher.stop();
		}
		this.context.close();
		this.elsewhere.close();
	}

	private ZmqPublisher publisher(String address, List<String> awaited, Duration timeout,
			ZmqMessageConverter converter) {
		PublisherSettings settings = PublisherSettings.builder(address)
			.sendTimeout(Duration.ofSeconds(10))
			.overflow(Overflow.BLOCK)
			.awaitSubscribers(new AwaitSubscribersSettings(awaited, timeout))
			.linger(Duration.ZERO)
			.security(TestSecurity.section(this.context))
			.build();
		ZmqPublisher created = new ZmqPublisher("events", settings, this.context, converter, (event) -> {
		});
		this.publisher = created;
		return created;
	}

	private void listen(String address) {
		ZmqSubscriber listening = PubSubRoles.subscriber(this.elsewhere, address);
		listening.addHandler("t", (topic, payload) -> this.received.incrementAndGet());
		listening.start();
		this.subscriber = listening;
	}

	@Test
	void burstRightAfterTheStartLosesNothingIfSubscribersAreAwaited() {
		String address = this.transport.address();
		listen(address);
		ZmqPublisher created = publisher(address, List.of("t"), Duration.ofSeconds(10), PubSubRoles.JSON);
		created.start();
		for (int i = 0; i < BURST; i++) {
			created.publish("x", "t");
		}
		await().untilAsserted(() -> assertThat(this.received).hasValue(BURST));
	}

	@Test
	void burstRightAfterTheStartCountsMessagesWithoutASubscriber() {
		String address = this.transport.address();
		ZmqPublisher created = publisher(address, List.of(), Duration.ofSeconds(1), PubSubRoles.JSON);
		created.start();
		created.publish("x", "t");
		listen(address);
		for (int i = 1; i < BURST; i++) {
			created.publish("x", "t");
		}
		long dropped = created.stats().drops().getOrDefault("no-subscriber", 0L);
		assertThat(dropped).isPositive();
		await().untilAsserted(() -> assertThat(this.received.get() + dropped).isEqualTo(BURST));
	}

	@Test
	void awaitingSubscribersEndsWithAWarningAfterTheTimeout(CapturedOutput output) {
		ZmqPublisher created = publisher(this.transport.address(), List.of("t", "u"), Duration.ofMillis(50),
				PubSubRoles.JSON);
		created.start();
		created.publish("x", "t");
		created.publish("x", "t");
		assertThat(output)
			.containsOnlyOnce("Publisher 'events' publishes after 50ms although there is no subscriber to [t, u]");
	}

	@Test
	void messageWithoutASubscriberIsCountedAndNotConverted() {
		AtomicInteger converted = new AtomicInteger();
		ZmqPublisher created = publisher(this.transport.address(), List.of(), Duration.ofSeconds(1),
				counting(converted));
		created.start();
		created.publish(List.of("x"), "t");
		assertThat(created.stats().drops()).containsEntry("no-subscriber", 1L);
		assertThat(created.stats().sent()).isZero();
		assertThat(converted).hasValue(0);
		listen(PubSubRoles.addressOf(created));
		assertThat(created.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
		created.publish(List.of("x"), "t");
		await().until(() -> this.received.get() == 1);
		assertThat(converted).hasValue(1);
	}

	@Test
	void awaitingASubscriberEndsAfterTheTimeout() {
		ZmqPublisher created = publisher(this.transport.address(), List.of(), Duration.ofSeconds(1), PubSubRoles.JSON);
		created.start();
		assertThat(created.awaitSubscriber("t", Duration.ofMillis(20))).isFalse();
	}

	@Test
	void restartedPublisherReceivesTheSubscriptionsAgain() {
		String address = this.transport.address();
		ZmqPublisher created = publisher(address, List.of(), Duration.ofSeconds(1), PubSubRoles.JSON);
		created.start();
		listen(address);
		assertThat(created.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
		created.stop();
		created.start();
		assertThat(created.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
		created.publish("x", "t");
		await().until(() -> this.received.get() == 1);
	}

	private static ZmqMessageConverter counting(AtomicInteger converted) {
		return new ZmqMessageConverter() {

			@Override
			public byte[] toBytes(Object payload) {
				converted.incrementAndGet();
				return PubSubRoles.JSON.toBytes(payload);
			}

			@Override
			public boolean canRead(Type type) {
				return PubSubRoles.JSON.canRead(type);
			}

			@Override
			public Object fromBytes(byte[] bytes, Type type) {
				return PubSubRoles.JSON.fromBytes(bytes, type);
			}

		};
	}

}
