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
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqLoss;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
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

	@AfterEach
	void close() throws Exception {
		this.roles.close();
	}

	@ParameterizedTest
	@CsvSource({ "TCP, MULTIPART, false", "TCP, MULTIPART, true", "TCP, SINGLE_FRAME, false", "TCP, SINGLE_FRAME, true",
			"IPC, MULTIPART, false" })
	void droppedAndRepeatedMessagesAreCounted(TestTransport transport, WireFormat format, boolean headers) {
		ZmqPublisher publisher = this.roles.publisher(transport.address(),
				(settings) -> settings.wireFormat(format).headers(headers).highWaterMark(0));
		MessageProxy proxy = this.roles
			.closing(MessageProxy.start(transport, publisher.boundAddresses().get(0), MESSAGES));
		ZmqSubscriber subscriber = this.roles.receiving(this.roles.subscriber(
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
			.until(() -> this.roles.received().size() == TOPICS + MESSAGES - LossRoles.dropped(proxy)
					&& subscriber.stats().received() == TOPICS + MESSAGES + proxy.duplicated()
							- LossRoles.dropped(proxy));
		proxy.use(MessageRule.FORWARD);
		for (int topic = 0; topic < TOPICS; topic++) {
			LossRoles.publish(publisher, "t" + topic, 1);
		}
		this.roles.awaitLost(subscriber, LossRoles.dropped(proxy));
		assertThat(LossRoles.dropped(proxy)).isBetween(400L, 800L);
		assertThat(subscriber.stats().duplicates()).isPositive().isEqualTo(proxy.duplicated());
		assertThat(subscriber.stats().reordered() + subscriber.stats().restarts() + subscriber.stats().unsequenced())
			.isZero();
		List<ZmqLoss> losses = subscriber.losses();
		assertThat(losses).hasSize(TOPICS);
		losses.forEach((loss) -> assertThat(loss.lost()).isEqualTo(proxy.dropped().get(loss.topic())));
	}

	@ParameterizedTest
	@EnumSource
	void publisherStartedAgainMissesWhatItSentBeforeTheConnection(TestTransport transport) {
		ZmqPublisher publisher = this.roles.publisher(transport.address(), UnaryOperator.identity());
		ZmqSubscriber subscriber = this.roles.subscriber(publisher, "t", "u");
		LossRoles.connect(publisher, subscriber, "t");
		publisher.stop();
		publisher.start();
		// Nobody is connected yet
		LossRoles.publish(publisher, "t", 5);
		LossRoles.publish(publisher, "u", 3);
		LossRoles.connect(publisher, subscriber, "t");
		LossRoles.connect(publisher, subscriber, "u");
		EventsApplication.await()
			.untilAsserted(() -> assertThat(subscriber.stats().lost()).isPositive()
				.isEqualTo(11 - this.roles.received().size()));
		assertThat(subscriber.stats().restarts()).isEqualTo(1);
		this.roles.awaitLost(subscriber, subscriber.stats().lost());
		assertThat(this.roles.events(ZmqMessagesLostEvent.class)).allMatch((event) -> event.from() == 1);
	}

	@Test
	void pauseIsALossOnlyIfTheQueueOverflows() {
		ZmqPublisher publisher = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.highWaterMark(10));
		ZmqSubscriber subscriber = this.roles.receiving(
				this.roles.subscriber((settings) -> settings.highWaterMark(10), PubSubRoles.addressOf(publisher)), "t");
		LossRoles.connect(publisher, subscriber, "t");
		subscriber.pause();
		LossRoles.publish(publisher, "t", 5);
		subscriber.resume();
		this.roles.awaitReceived(6);
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
	void lossIsExactWithTwentyThousandTopics() {
		int topics = 20_000;
		ZmqPublisher publisher = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.highWaterMark(0));
		MessageProxy proxy = this.roles
			.closing(MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(publisher), 1));
		ZmqSubscriber subscriber = this.roles
			.receiving(this.roles.subscriber((settings) -> settings.highWaterMark(0), proxy.address()), "topic-*");
		LossRoles.connect(publisher, subscriber, "topic-0");
		this.roles.awaitReceived(1);
		this.roles.received().clear();
		for (int topic = 0; topic < topics; topic++) {
			LossRoles.publish(publisher, "topic-" + topic, 1);
		}
		this.roles.awaitReceived(topics);
		proxy.use((frames, random) -> random.nextBoolean() ? Verdict.DROP : Verdict.FORWARD);
		for (int topic = 0; topic < topics; topic++) {
			LossRoles.publish(publisher, "topic-" + topic, 1);
		}
		EventsApplication.await()
			.atMost(LossRoles.TIMEOUT)
			.until(() -> this.roles.received().size() + LossRoles.dropped(proxy) == 2 * topics);
		proxy.use(MessageRule.FORWARD);
		for (int topic = 0; topic < topics; topic++) {
			LossRoles.publish(publisher, "topic-" + topic, 1);
		}
		this.roles.awaitLost(subscriber, LossRoles.dropped(proxy));
		assertThat(LossRoles.dropped(proxy)).isBetween(9_000L, 11_000L);
	}

}
