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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule;
import io.zmqspring.testsupport.MessageRule.Verdict;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a subscriber reports as lost if a proxy before it drops and delays messages, or
 * cuts the connection.
 */
class LossBehindAProxyTests {

	private final LossRoles roles = new LossRoles();

	private final ZmqPublisher publisher = this.roles.publisher();

	private final MessageProxy proxy = this.roles
		.closing(MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(this.publisher), 1));

	private final ZmqSubscriber subscriber = this.roles
		.receiving(this.roles.subscriber(UnaryOperator.identity(), this.proxy.address()), "t");

	@BeforeEach
	void connect() {
		LossRoles.connect(this.publisher, this.subscriber, "t");
	}

	@AfterEach
	void close() throws Exception {
		this.roles.close();
	}

	@Test
	void overtakenMessagesAreNotLost() {
		this.proxy.use((frames, random) -> (random.nextInt(10) == 0) ? Verdict.DELAY : Verdict.FORWARD);
		LossRoles.publish(this.publisher, "t", 500);
		// Those that are delayed last wait for others
		EventsApplication.await().until(() -> this.roles.received().size() > 480);
		this.proxy.use(MessageRule.FORWARD);
		LossRoles.publish(this.publisher, "t", 5);
		this.roles.awaitReceived(506);
		assertThat(this.subscriber.stats().lost()).isZero();
		assertThat(this.subscriber.stats().reordered()).isPositive().isEqualTo(this.proxy.delayed());
	}

	@Test
	void gapIsOneEventWithItsTopicAndRange() {
		this.proxy.use((frames, random) -> Verdict.DROP);
		LossRoles.publish(this.publisher, "t", 4);
		EventsApplication.await().until(() -> LossRoles.dropped(this.proxy) == 4);
		this.proxy.use(MessageRule.FORWARD);
		LossRoles.publish(this.publisher, "t", 1);
		this.roles.awaitLost(this.subscriber, 4);
		assertThat(this.roles.events(ZmqMessagesLostEvent.class)).singleElement()
			.returns("t", ZmqMessagesLostEvent::topic)
			.returns(2L, ZmqMessagesLostEvent::from)
			.returns(5L, ZmqMessagesLostEvent::to)
			.returns(this.subscriber.losses().get(0).publisher(), ZmqMessagesLostEvent::publisher)
			.returns(this.subscriber, ZmqMessagesLostEvent::getSource);
		assertThat(this.subscriber.faults()).isEmpty();
		assertThat(this.subscriber.warnings()).isEmpty();
	}

	@Test
	void cutConnectionIsALoss() {
		this.proxy.refuse();
		EventsApplication.await().until(() -> !this.publisher.hasSubscriber("t"));
		LossRoles.publish(this.publisher, "t", 12);
		this.proxy.acceptAgain();
		LossRoles.connect(this.publisher, this.subscriber, "t");
		this.roles.awaitLost(this.subscriber, 12);
		assertThat(this.subscriber.stats().restarts()).isZero();
	}

	@Test
	void failedEngineDoesNotHideWhatIsLost() {
		// Otherwise all may arrive before the engine is replaced
		this.proxy.use((frames, random) -> Verdict.DROP);
		FailedEngine engine = FailedEngine.of(this.roles.contextOf(this.subscriber));
		LossRoles.publish(this.publisher, "t", 50);
		engine.awaitReplacement(this.subscriber);
		this.proxy.use(MessageRule.FORWARD);
		AtomicInteger published = new AtomicInteger(51);
		long before = this.subscriber.stats().received();
		// The publisher may still see the old connection
		EventsApplication.await().atMost(LossRoles.TIMEOUT).until(() -> {
			LossRoles.publish(this.publisher, "t", 1);
			published.incrementAndGet();
			return this.subscriber.stats().received() > before;
		});
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.subscriber.stats().lost()).isPositive()
				.isEqualTo(published.get() - this.roles.received().size()));
		assertThat(this.subscriber.stats().restarts()).isZero();
	}

	@Test
	void publisherThatBeginsAgainWithOneIsTheSamePublisher() {
		LossRoles.publish(this.publisher, "t", 1);
		this.roles.awaitReceived(2);
		for (int topic = 0; topic < 65_536; topic++) {
			this.publisher.publish("{}", "other-" + topic);
		}
		this.proxy.use((frames, random) -> Verdict.DROP);
		LossRoles.publish(this.publisher, "t", 3);
		EventsApplication.await().until(() -> LossRoles.dropped(this.proxy) == 3);
		this.proxy.use(MessageRule.FORWARD);
		LossRoles.publish(this.publisher, "t", 1);
		this.roles.awaitLost(this.subscriber, 3);
		assertThat(this.subscriber.stats().restarts()).isEqualTo(1);
	}

}
