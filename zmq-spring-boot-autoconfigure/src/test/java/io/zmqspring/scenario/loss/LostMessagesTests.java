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

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqLoss;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule;
import io.zmqspring.testsupport.MessageRule.Verdict;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a subscriber reports as lost is what was lost.
 */
class LostMessagesTests {

	private static final int MESSAGES = 3000;

	private static final int TOPICS = 7;

	private final LossRoles roles = new LossRoles();

	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	@AfterEach
	void close() throws Exception {
		this.roles.close();
	}

	private ZmqSubscriber receiving(ZmqSubscriber subscriber, String... topics) {
		for (String topic : topics) {
			subscriber.addHandler(topic, (from, payload) -> this.received.add(from));
		}
		subscriber.start();
		return subscriber;
	}

	private ZmqSubscriber subscriber(ZmqPublisher publisher, String... topics) {
		return receiving(this.roles.subscriber(UnaryOperator.identity(), PubSubRoles.addressOf(publisher)), topics);
	}

	private void awaitReceived(int messages) {
		EventsApplication.await().atMost(LossRoles.TIMEOUT).until(() -> this.received.size() == messages);
	}

	private static void publish(ZmqPublisher publisher, String topic, int messages) {
		for (int i = 0; i < messages; i++) {
			publisher.publish("{}", topic);
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP, MULTIPART, false", "TCP, MULTIPART, true", "TCP, SINGLE_FRAME, false", "TCP, SINGLE_FRAME, true",
			"IPC, MULTIPART, false" })
	void droppedAndRepeatedMessagesAreCounted(TestTransport transport, WireFormat format, boolean headers) {
		ZmqPublisher publisher = this.roles.publisher(transport.address(),
				(settings) -> settings.wireFormat(format).headers(headers).highWaterMark(0));
		MessageProxy proxy = this.roles
			.closing(MessageProxy.start(transport, publisher.boundAddresses().get(0), MESSAGES));
		ZmqSubscriber subscriber = receiving(this.roles.subscriber(
				(settings) -> settings.wireFormat(format).headers(headers).highWaterMark(0), proxy.address()), "t*");
		for (int topic = 0; topic < TOPICS; topic++) {
			LossRoles.connect(publisher, subscriber, "t" + topic);
		}
		proxy.use(MessageRule.shares(0.2, 0.05, 0));
		for (int i = 0; i < MESSAGES; i++) {
			publisher.publish("{\"n\":" + i + "}", "t" + i % TOPICS, headers ? Map.of("who", "Ann") : Map.of());
		}
		EventsApplication.await()
			.atMost(LossRoles.TIMEOUT)
			.until(() -> this.received.size() == TOPICS + MESSAGES + proxy.duplicated() - dropped(proxy));
		proxy.use(MessageRule.FORWARD);
		for (int topic = 0; topic < TOPICS; topic++) {
			publish(publisher, "t" + topic, 1);
		}
		this.roles.awaitLost(subscriber, dropped(proxy));
		assertThat(dropped(proxy)).isBetween(400L, 800L);
		assertThat(subscriber.stats().duplicates()).isPositive().isEqualTo(proxy.duplicated());
		assertThat(subscriber.stats().reordered() + subscriber.stats().restarts() + subscriber.stats().unsequenced())
			.isZero();
		List<ZmqLoss> losses = subscriber.losses();
		assertThat(losses).hasSize(TOPICS);
		losses.forEach((loss) -> assertThat(loss.lost()).isEqualTo(proxy.dropped().get(loss.topic())));
	}

	private static long dropped(MessageProxy proxy) {
		return proxy.dropped().values().stream().mapToLong(Long::longValue).sum();
	}

	@Test
	void overtakenMessagesAreNotLost() {
		ZmqPublisher publisher = this.roles.publisher();
		MessageProxy proxy = this.roles
			.closing(MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(publisher), 1));
		ZmqSubscriber subscriber = receiving(this.roles.subscriber(UnaryOperator.identity(), proxy.address()), "t");
		LossRoles.connect(publisher, subscriber, "t");
		proxy.use((frames, random) -> (random.nextInt(10) == 0) ? Verdict.DELAY : Verdict.FORWARD);
		publish(publisher, "t", 500);
		// Those that are delayed last wait for others
		EventsApplication.await().until(() -> this.received.size() > 480);
		proxy.use(MessageRule.FORWARD);
		publish(publisher, "t", 5);
		awaitReceived(506);
		assertThat(subscriber.stats().lost()).isZero();
		assertThat(subscriber.stats().reordered()).isPositive().isEqualTo(proxy.delayed());
	}

	@Test
	void gapIsOneEventWithItsTopicAndRange() {
		ZmqPublisher publisher = this.roles.publisher();
		MessageProxy proxy = this.roles
			.closing(MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(publisher), 1));
		ZmqSubscriber subscriber = receiving(this.roles.subscriber(UnaryOperator.identity(), proxy.address()), "t");
		LossRoles.connect(publisher, subscriber, "t");
		proxy.use((frames, random) -> Verdict.DROP);
		publish(publisher, "t", 4);
		EventsApplication.await().until(() -> dropped(proxy) == 4);
		proxy.use(MessageRule.FORWARD);
		publish(publisher, "t", 1);
		this.roles.awaitLost(subscriber, 4);
		assertThat(this.roles.events(ZmqMessagesLostEvent.class)).singleElement()
			.returns("t", ZmqMessagesLostEvent::topic)
			.returns(2L, ZmqMessagesLostEvent::from)
			.returns(5L, ZmqMessagesLostEvent::to)
			.returns(subscriber.losses().get(0).publisher(), ZmqMessagesLostEvent::publisher)
			.returns(subscriber, ZmqMessagesLostEvent::getSource);
		assertThat(subscriber.faults()).isEmpty();
		assertThat(subscriber.warnings()).isEmpty();
	}

	@Test
	void plainPublisherBesideANumberedOneIsNoLoss() {
		ZmqPublisher numbered = this.roles.publisher();
		ZmqPublisher plain = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.sequence(false));
		ZmqSubscriber subscriber = receiving(this.roles.subscriber(UnaryOperator.identity(),
				PubSubRoles.addressOf(numbered), PubSubRoles.addressOf(plain)), "t");
		LossRoles.connect(numbered, subscriber, "t");
		LossRoles.connect(plain, subscriber, "t");
		for (int i = 0; i < 100; i++) {
			publish(numbered, "t", 1);
			publish(plain, "t", 2);
		}
		awaitReceived(302);
		assertThat(subscriber.stats().unsequenced()).isEqualTo(201);
		assertThat(subscriber.stats().lost() + subscriber.stats().duplicates()).isZero();
	}

	@Test
	void plainPublisherAloneIsNotCounted() {
		ZmqPublisher plain = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.sequence(false));
		ZmqSubscriber subscriber = subscriber(plain, "t");
		LossRoles.connect(plain, subscriber, "t");
		assertThat(subscriber.stats().unsequenced()).isZero();
	}

	@Test
	void twoPublishersOfOneTopicAreToldApart() {
		ZmqPublisher first = this.roles.publisher();
		ZmqPublisher second = this.roles.publisher();
		ZmqSubscriber subscriber = receiving(this.roles.subscriber(UnaryOperator.identity(),
				PubSubRoles.addressOf(first), PubSubRoles.addressOf(second)), "t");
		LossRoles.connect(first, subscriber, "t");
		LossRoles.connect(second, subscriber, "t");
		for (int i = 0; i < 100; i++) {
			publish(first, "t", 1);
			publish(second, "t", 3);
		}
		awaitReceived(402);
		assertThat(subscriber.stats().lost() + subscriber.stats().duplicates() + subscriber.stats().restarts())
			.isZero();
	}

	@ParameterizedTest
	@EnumSource
	void publisherStartedAgainMissesWhatItSentBeforeTheConnection(TestTransport transport) {
		ZmqPublisher publisher = this.roles.publisher(transport.address(), UnaryOperator.identity());
		ZmqSubscriber subscriber = subscriber(publisher, "t", "u");
		LossRoles.connect(publisher, subscriber, "t");
		publisher.stop();
		publisher.start();
		// Nobody is connected yet
		publish(publisher, "t", 5);
		publish(publisher, "u", 3);
		LossRoles.connect(publisher, subscriber, "t");
		LossRoles.connect(publisher, subscriber, "u");
		EventsApplication.await()
			.untilAsserted(
					() -> assertThat(subscriber.stats().lost()).isPositive().isEqualTo(11 - this.received.size()));
		assertThat(subscriber.stats().restarts()).isEqualTo(1);
		this.roles.awaitLost(subscriber, subscriber.stats().lost());
		assertThat(this.roles.events(ZmqMessagesLostEvent.class)).allMatch((event) -> event.from() == 1);
	}

	@Test
	void handlerAddedOrRemovedIsNoLoss() {
		ZmqPublisher publisher = this.roles.publisher();
		ZmqSubscriber subscriber = subscriber(publisher, "always");
		LossRoles.connect(publisher, subscriber, "always");
		publish(publisher, "t", 10);
		for (int i = 0; i < 3; i++) {
			HandlerRegistration handler = subscriber.addHandler("t", (topic, payload) -> this.received.add(topic));
			LossRoles.connect(publisher, subscriber, "t");
			publish(publisher, "t", 5);
			handler.deactivate();
			EventsApplication.await().until(() -> !publisher.hasSubscriber("t"));
			publish(publisher, "t", 10);
			handler.activate();
			LossRoles.connect(publisher, subscriber, "t");
			handler.remove();
			EventsApplication.await().until(() -> !publisher.hasSubscriber("t"));
			publish(publisher, "t", 10);
		}
		publish(publisher, "always", 1);
		EventsApplication.await().until(() -> this.received.stream().filter("always"::equals).count() == 2);
		assertThat(subscriber.stats().lost()).isZero();
		assertThat(this.roles.events(ZmqMessagesLostEvent.class)).isEmpty();
	}

	@Test
	void pauseIsALossOnlyIfTheQueueOverflows() {
		ZmqPublisher publisher = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.highWaterMark(10));
		ZmqSubscriber subscriber = receiving(
				this.roles.subscriber((settings) -> settings.highWaterMark(10), PubSubRoles.addressOf(publisher)), "t");
		LossRoles.connect(publisher, subscriber, "t");
		subscriber.pause();
		publish(publisher, "t", 5);
		subscriber.resume();
		awaitReceived(6);
		assertThat(subscriber.stats().lost()).isZero();
		subscriber.pause();
		String large = "x".repeat(100_000);
		while (publisher.stats().dropped() < 20) {
			publisher.publish(large, "t");
		}
		subscriber.resume();
		EventsApplication.await().until(() -> publisher.slowSubscribers() == 0);
		LossRoles.connect(publisher, subscriber, "t");
		this.roles.awaitLost(subscriber, publisher.stats().dropped());
	}

	@Test
	void whatIsSentWhileTheSubscriberIsStoppedIsNotLost() {
		ZmqPublisher publisher = this.roles.publisher();
		ZmqSubscriber subscriber = subscriber(publisher, "t");
		LossRoles.connect(publisher, subscriber, "t");
		subscriber.stop();
		EventsApplication.await().until(() -> !publisher.hasSubscriber("t"));
		publish(publisher, "t", 10);
		subscriber.start();
		LossRoles.connect(publisher, subscriber, "t");
		assertThat(subscriber.stats().lost() + subscriber.stats().restarts()).isZero();
	}

	@Test
	void cutConnectionIsALoss() {
		ZmqPublisher publisher = this.roles.publisher();
		MessageProxy proxy = this.roles
			.closing(MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(publisher), 1));
		ZmqSubscriber subscriber = receiving(this.roles.subscriber(UnaryOperator.identity(), proxy.address()), "t");
		LossRoles.connect(publisher, subscriber, "t");
		proxy.refuse();
		EventsApplication.await().until(() -> !publisher.hasSubscriber("t"));
		publish(publisher, "t", 12);
		proxy.acceptAgain();
		LossRoles.connect(publisher, subscriber, "t");
		this.roles.awaitLost(subscriber, 12);
		assertThat(subscriber.stats().restarts()).isZero();
	}

	@Test
	void failedEngineDoesNotHideWhatIsLost() throws Exception {
		ZmqPublisher publisher = this.roles.publisher();
		ZmqSubscriber subscriber = subscriber(publisher, "t");
		LossRoles.connect(publisher, subscriber, "t");
		FailedEngine.of(this.roles.contextOf(subscriber));
		publish(publisher, "t", 50);
		EventsApplication.await()
			.atMost(LossRoles.TIMEOUT)
			.until(() -> subscriber.state() == ZmqState.RUNNING && subscriber.connectionCount() == 1
					&& subscriber.faults().isEmpty());
		AtomicInteger published = new AtomicInteger(51);
		long before = subscriber.stats().received();
		// The publisher may still see the old connection
		EventsApplication.await().atMost(LossRoles.TIMEOUT).until(() -> {
			publish(publisher, "t", 1);
			published.incrementAndGet();
			return subscriber.stats().received() > before;
		});
		EventsApplication.await()
			.untilAsserted(() -> assertThat(subscriber.stats().lost()).isPositive()
				.isEqualTo(published.get() - this.received.size()));
		assertThat(subscriber.stats().restarts()).isZero();
	}

	@Test
	void lossIsExactWithTwentyThousandTopics() {
		int topics = 20_000;
		ZmqPublisher publisher = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.highWaterMark(0));
		MessageProxy proxy = this.roles
			.closing(MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(publisher), 1));
		ZmqSubscriber subscriber = receiving(
				this.roles.subscriber((settings) -> settings.highWaterMark(0), proxy.address()), "topic-*");
		LossRoles.connect(publisher, subscriber, "topic-0");
		this.received.clear();
		for (int topic = 0; topic < topics; topic++) {
			publish(publisher, "topic-" + topic, 1);
		}
		awaitReceived(topics);
		proxy.use((frames, random) -> random.nextBoolean() ? Verdict.DROP : Verdict.FORWARD);
		for (int topic = 0; topic < topics; topic++) {
			publish(publisher, "topic-" + topic, 1);
		}
		EventsApplication.await()
			.atMost(LossRoles.TIMEOUT)
			.until(() -> this.received.size() + dropped(proxy) == 2 * topics);
		proxy.use(MessageRule.FORWARD);
		for (int topic = 0; topic < topics; topic++) {
			publish(publisher, "topic-" + topic, 1);
		}
		this.roles.awaitLost(subscriber, dropped(proxy));
		assertThat(dropped(proxy)).isBetween(9_000L, 11_000L);
	}

}
