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

package io.zmqspring.scenario.loss;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.role.ZmqMessageTooOldEvent;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.OnTooOld;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that are older than {@code max-age}, and clocks that disagree.
 */
@ExtendWith(OutputCaptureExtension.class)
class OldMessagesTests {

	private static final long EPOCH = 0xabc;

	private final LossRoles roles = new LossRoles();

	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	private final RawPublisher publisher = this.roles.closing(new RawPublisher());

	private long number;

	@AfterEach
	void close() throws Exception {
		this.roles.close();
	}

	private ZmqSubscriber subscriber(UnaryOperator<SubscriberSettings.Builder> settings) {
		ZmqSubscriber subscriber = this.roles.subscriber(settings, this.publisher.address());
		subscriber.addHandler("t", (topic, payload) -> this.received.add(new String(payload, StandardCharsets.UTF_8)));
		subscriber.start();
		assertThat(this.publisher.awaitSubscription()).isEqualTo("t");
		return subscriber;
	}

	private void send(String payload, Duration age) {
		Instant time = Instant.now().minus(age);
		this.publisher.send("t".getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8),
				SequenceFrame.encode(EPOCH, ++this.number, time.getEpochSecond() * 1_000_000_000 + time.getNano()));
	}

	private void awaitReceived(String... payloads) {
		EventsApplication.await().untilAsserted(() -> assertThat(this.received).containsExactly(payloads));
	}

	@Test
	void oldMessageIsHandledWithAWarning(CapturedOutput output) {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.maxAge(Duration.ofSeconds(5)));
		send("new", Duration.ZERO);
		send("old", Duration.ofSeconds(20));
		awaitReceived("new", "old");
		assertThat(output).containsOnlyOnce("Subscriber 'in' has received a message of topic 't' that is 20")
			.contains(" old, more than max-age (5s)");
		assertThat(subscriber.stats().dropped()).isZero();
	}

	@Test
	void oldMessageIsDroppedAndCountedButNotLost() {
		ZmqSubscriber subscriber = subscriber(
				(settings) -> settings.maxAge(Duration.ofSeconds(5)).onTooOld(OnTooOld.DROP));
		send("1", Duration.ZERO);
		send("2", Duration.ofSeconds(20));
		send("3", Duration.ofSeconds(1));
		awaitReceived("1", "3");
		assertThat(subscriber.stats().drops()).containsEntry("too-old", 1L);
		assertThat(subscriber.stats().lost()).isZero();
	}

	@Test
	void oldMessageIsHandledWithAnEvent() {
		ZmqSubscriber subscriber = subscriber(
				(settings) -> settings.maxAge(Duration.ofSeconds(5)).onTooOld(OnTooOld.EVENT));
		send("1", Duration.ofSeconds(20));
		send("2", Duration.ofSeconds(4));
		awaitReceived("1", "2");
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.roles.events(ZmqMessageTooOldEvent.class)).singleElement()
				.returns("t", ZmqMessageTooOldEvent::topic)
				.returns("0000000000000abc", ZmqMessageTooOldEvent::publisher)
				.returns(subscriber, ZmqMessageTooOldEvent::getSource)
				.satisfies(
						(event) -> assertThat(event.age()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40))));
	}

	@Test
	void withoutMaxAgeNoMessageIsTooOld(CapturedOutput output) {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.onTooOld(OnTooOld.DROP));
		send("1", Duration.ofDays(20));
		awaitReceived("1");
		assertThat(subscriber.stats().dropped()).isZero();
		assertThat(output).doesNotContain("max-age");
	}

	@Test
	void clockOfThePublisherThatIsAheadIsAWarning(CapturedOutput output) {
		ZmqSubscriber subscriber = subscriber(UnaryOperator.identity());
		EventsApplication.await().atMost(LossRoles.TIMEOUT).until(() -> {
			send("x", Duration.ofSeconds(-100));
			return !subscriber.warnings().isEmpty();
		});
		assertThat(subscriber.warnings()).singleElement()
			.asString()
			.startsWith("the messages of publisher 0000000000000abc at 127.0.0.1:")
			.contains("before they were sent: its clock and the clock of this host disagree");
		assertThat(subscriber.stats().smallestAge()).isBetween(Duration.ofSeconds(-101), Duration.ofSeconds(-99));
		assertThat(output).containsOnlyOnce("Synchronize the clocks of both hosts");
		assertThat(subscriber.faults()).isEmpty();
		EventsApplication.await().atMost(LossRoles.TIMEOUT).until(() -> {
			send("x", Duration.ZERO);
			return subscriber.warnings().isEmpty();
		});
	}

	@Test
	void publisherWhoseMessagesAreAllTooOldIsAWarning() {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.maxAge(Duration.ofSeconds(5)));
		EventsApplication.await().atMost(LossRoles.TIMEOUT).until(() -> {
			send("x", Duration.ofSeconds(100));
			return !subscriber.warnings().isEmpty();
		});
		assertThat(subscriber.warnings()).singleElement()
			.asString()
			.contains("are at least 100")
			.contains(
					"more than max-age: its clock and the clock of this host disagree, or all messages take that long");
	}

	@Test
	void timesThatNobodyCanMeanDoNoHarm() {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.maxAge(Duration.ofSeconds(5)));
		byte[] topic = "t".getBytes(StandardCharsets.UTF_8);
		for (long time : new long[] { Long.MIN_VALUE, -1, 0, Long.MAX_VALUE }) {
			this.publisher.send(topic, "x".getBytes(StandardCharsets.UTF_8),
					SequenceFrame.encode(EPOCH, ++this.number, time));
		}
		awaitReceived("x", "x", "x", "x");
		assertThat(subscriber.stats().lost()).isZero();
	}

}
