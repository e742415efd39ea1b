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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.ZmqMessagesDroppedEvent;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Publishing faster than a subscriber receives.
 */
@ExtendWith(OutputCaptureExtension.class)
class OverflowTests {

	private static final int BURST = 100_000;

	private static final byte[] PAYLOAD = new byte[1024];

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final AtomicInteger received = new AtomicInteger();

	private final Semaphore reading = new Semaphore(1_000_000_000);

	private @Nullable ZmqContext context;

	private @Nullable ZmqPublisher publisher;

	private @Nullable ZmqSubscriber subscriber;

	@AfterEach
	void close() {
		this.reading.release(1_000_000_000);
		if (this.subscriber != null) {
			this.subscriber.stop();
		}
		if (this.publisher != null) {
			this.publisher.stop();
		}
		if (this.context != null) {
			this.context.close();
		}
	}

	private ZmqPublisher publisher(Overflow overflow, Duration timeout) {
		return publisher(TestTransport.TCP, TestSecurity.NULL, overflow, timeout);
	}

	private ZmqPublisher publisher(TestTransport transport, TestSecurity security, Overflow overflow,
			Duration timeout) {
		ZmqContext opened = security.context();
		this.context = opened;
		PublisherSettings settings = PublisherSettings.builder(transport.address())
			.sendTimeout(timeout)
			.overflow(overflow)
			.linger(Duration.ZERO)
			.security(TestSecurity.section(opened))
			.build();
		ZmqPublisher created = new ZmqPublisher("camera", settings, opened, PubSubRoles.JSON, this.events::add);
		created.start();
		this.publisher = created;
		ZmqSubscriber listening = PubSubRoles.subscriber(opened, PubSubRoles.addressOf(created));
		listening.addHandler("t", (topic, payload) -> {
			this.reading.acquireUninterruptibly();
			this.received.incrementAndGet();
		});
		listening.start();
		this.subscriber = listening;
		assertThat(created.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
		return created;
	}

	private List<ZmqMessagesDroppedEvent> dropEvents() {
		return this.events.stream()
			.filter(ZmqMessagesDroppedEvent.class::isInstance)
			.map(ZmqMessagesDroppedEvent.class::cast)
			.toList();
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void burstWithBlockLosesNothing(TestTransport transport, TestSecurity security) {
		ZmqPublisher blocking = publisher(transport, security, Overflow.BLOCK, Duration.ofSeconds(10));
		for (int i = 0; i < BURST; i++) {
			blocking.publish(PAYLOAD, "t");
		}
		await().untilAsserted(() -> assertThat(this.received).hasValue(BURST));
		assertThat(blocking.stats().sent()).isEqualTo(BURST);
		assertThat(blocking.stats().dropped()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void burstWithDropCountsEveryLossAndLogsItOnce(TestTransport transport, TestSecurity security,
			CapturedOutput output) {
		ZmqPublisher dropping = publisher(transport, security, Overflow.DROP, Duration.ofSeconds(1));
		this.reading.drainPermits();
		int published = 0;
		// The queue may be half empty at the end of the burst, until the buffers of the
		// system are full too
		while (published < BURST || dropping.slowSubscribers() == 0) {
			dropping.publish(PAYLOAD, "t");
			published++;
		}
		long lost = dropping.stats().drops().get("slow-subscriber");
		assertThat(lost).isPositive();
		assertThat(dropping.slowSubscribers()).isEqualTo(1);
		assertThat(dropping.stats().sent()).isEqualTo(published);
		this.reading.release(published);
		long expected = published - lost;
		await().untilAsserted(() -> assertThat(this.received.get()).isEqualTo(expected));
		await().untilAsserted(() -> assertThat(dropEvents()).singleElement()
			.returns("slow-subscriber", ZmqMessagesDroppedEvent::reason)
			.returns(lost, ZmqMessagesDroppedEvent::count));
		await().untilAsserted(() -> assertThat(dropping.slowSubscribers()).isZero());
		assertThat(output).containsOnlyOnce("drops messages for 1 of its subscribers, the first one of topic 't'")
			.contains("has dropped " + lost + " messages (slow-subscriber)");
	}

	@Test
	void everyEpisodeIsPublishedAsAnEvent() {
		ZmqPublisher dropping = publisher(Overflow.DROP, Duration.ofSeconds(1));
		for (int episode = 1; episode <= 2; episode++) {
			this.reading.drainPermits();
			long before = dropping.stats().dropped();
			await().until(() -> {
				for (int i = 0; i < 1000; i++) {
					dropping.publish(PAYLOAD, "t");
				}
				return dropping.stats().dropped() > before;
			});
			this.reading.release(10_000_000);
			int expected = episode;
			await().until(() -> dropEvents().size() == expected);
			await().until(() -> dropping.slowSubscribers() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void blockedPublishFailsAfterTheTimeoutAndSendsNothing(TestTransport transport) {
		ZmqPublisher blocking = publisher(transport, TestSecurity.NULL, Overflow.BLOCK, Duration.ofMillis(50));
		this.reading.drainPermits();
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> {
			for (int i = 0; i < BURST; i++) {
				blocking.publish(PAYLOAD, "t");
			}
		})
			.withMessageContaining(
					"Publisher 'camera' could not publish a message of topic 't' within the send-timeout of"
							+ " 50ms: the queue of a subscriber is full (high-water-mark 1000)");
		long sent = blocking.stats().sent();
		assertThat(blocking.stats().failures()).containsEntry("ZmqTimeoutException", 1L);
		this.reading.release(BURST);
		await().untilAsserted(() -> assertThat(this.received).hasValue((int) sent));
	}

	@ParameterizedTest
	@EnumSource
	void failThrowsAtOnce(TestTransport transport) {
		ZmqPublisher failing = publisher(transport, TestSecurity.NULL, Overflow.FAIL, Duration.ofSeconds(30));
		this.reading.drainPermits();
		assertThatExceptionOfType(ZmqOverflowException.class).isThrownBy(() -> {
			for (int i = 0; i < BURST; i++) {
				failing.publish(PAYLOAD, "t");
			}
		}).withMessageContaining("overflow is fail");
		long sent = failing.stats().sent();
		this.reading.release(BURST);
		await().untilAsserted(() -> assertThat(this.received).hasValue((int) sent));
	}

}
