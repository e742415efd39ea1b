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

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What never looks like a loss: publishers without numbers or of the same topics, and
 * topics that are not subscribed to.
 */
class NoLossTests {

	private final LossRoles roles = new LossRoles();

	@AfterEach
	void close() throws Exception {
		this.roles.close();
	}

	@Test
	void plainPublisherBesideANumberedOneIsNoLoss() {
		ZmqPublisher numbered = this.roles.publisher();
		ZmqPublisher plain = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.sequence(false));
		ZmqSubscriber subscriber = this.roles.receiving(this.roles.subscriber(UnaryOperator.identity(),
				PubSubRoles.addressOf(numbered), PubSubRoles.addressOf(plain)), "t");
		LossRoles.connect(numbered, subscriber, "t");
		LossRoles.connect(plain, subscriber, "t");
		for (int i = 0; i < 100; i++) {
			LossRoles.publish(numbered, "t", 1);
			LossRoles.publish(plain, "t", 2);
		}
		this.roles.awaitReceived(302);
		assertThat(subscriber.stats().unsequenced()).isEqualTo(201);
		assertThat(subscriber.stats().lost() + subscriber.stats().duplicates()).isZero();
	}

	@Test
	void plainPublisherAloneIsNotCounted() {
		ZmqPublisher plain = this.roles.publisher("tcp://127.0.0.1:*", (settings) -> settings.sequence(false));
		ZmqSubscriber subscriber = this.roles.subscriber(plain, "t");
		LossRoles.connect(plain, subscriber, "t");
		assertThat(subscriber.stats().unsequenced()).isZero();
	}

	@Test
	void twoPublishersOfOneTopicAreToldApart() {
		ZmqPublisher first = this.roles.publisher();
		ZmqPublisher second = this.roles.publisher();
		ZmqSubscriber subscriber = this.roles.receiving(this.roles.subscriber(UnaryOperator.identity(),
				PubSubRoles.addressOf(first), PubSubRoles.addressOf(second)), "t");
		LossRoles.connect(first, subscriber, "t");
		LossRoles.connect(second, subscriber, "t");
		for (int i = 0; i < 100; i++) {
			LossRoles.publish(first, "t", 1);
			LossRoles.publish(second, "t", 3);
		}
		this.roles.awaitReceived(402);
		assertThat(subscriber.stats().lost() + subscriber.stats().duplicates() + subscriber.stats().restarts())
			.isZero();
	}

	@Test
	void handlerAddedOrRemovedIsNoLoss() {
		ZmqPublisher publisher = this.roles.publisher();
		ZmqSubscriber subscriber = this.roles.subscriber(publisher, "always");
		LossRoles.connect(publisher, subscriber, "always");
		LossRoles.publish(publisher, "t", 10);
		for (int i = 0; i < 3; i++) {
			HandlerRegistration handler = subscriber.addHandler("t",
					(topic, payload) -> this.roles.received().add(topic));
			LossRoles.connect(publisher, subscriber, "t");
			LossRoles.publish(publisher, "t", 5);
			handler.deactivate();
			EventsApplication.await().until(() -> !publisher.hasSubscriber("t"));
			LossRoles.publish(publisher, "t", 10);
			handler.activate();
			LossRoles.connect(publisher, subscriber, "t");
			handler.remove();
			EventsApplication.await().until(() -> !publisher.hasSubscriber("t"));
			LossRoles.publish(publisher, "t", 10);
		}
		LossRoles.publish(publisher, "always", 1);
		EventsApplication.await().until(() -> this.roles.received().stream().filter("always"::equals).count() == 2);
		assertThat(subscriber.stats().lost()).isZero();
		assertThat(this.roles.events(ZmqMessagesLostEvent.class)).isEmpty();
	}

	@Test
	void whatIsSentWhileTheSubscriberIsStoppedIsNotLost() {
		ZmqPublisher publisher = this.roles.publisher();
		ZmqSubscriber subscriber = this.roles.subscriber(publisher, "t");
		LossRoles.connect(publisher, subscriber, "t");
		subscriber.stop();
		EventsApplication.await().until(() -> !publisher.hasSubscriber("t"));
		LossRoles.publish(publisher, "t", 10);
		subscriber.start();
		LossRoles.connect(publisher, subscriber, "t");
		assertThat(subscriber.stats().lost() + subscriber.stats().restarts()).isZero();
	}

}
