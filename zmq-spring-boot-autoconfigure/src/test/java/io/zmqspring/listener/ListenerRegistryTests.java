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

package io.zmqspring.listener;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Listeners by their ids.
 */
class ListenerRegistryTests {

	@Test
	void listenerIsFoundByItsId() {
		EventsApplication.with(Named.class).run((context) -> {
			ZmqListenerEndpoint endpoint = context.getBean(ZmqListenerRegistry.class).get("named");
			assertThat(endpoint.id()).isEqualTo("named");
			assertThat(endpoint.topics()).containsExactly("a");
			assertThat(endpoint.subscriber()).isEqualTo("events");
			assertThat(endpoint.method()).isEqualTo("Named.on");
			assertThat(endpoint.isRunning()).isTrue();
		});
	}

	@Test
	void unknownIdIsRefusedWithTheKnownOnes() {
		EventsApplication.with(Named.class).run((context) -> {
			ZmqListenerRegistry registry = context.getBean(ZmqListenerRegistry.class);
			assertThat(registry.find("nobody")).isNull();
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> registry.get("nobody"))
				.withMessageContaining("'nobody'")
				.withMessageContaining("named");
		});
	}

	@Test
	void idsAreGeneratedFromBeanAndMethod() {
		EventsApplication.with()
			.withBean("mine", Overloaded.class)
			.run((context) -> assertThat(context.getBean(ZmqListenerRegistry.class).all())
				.extracting(ZmqListenerEndpoint::id)
				.containsExactlyInAnyOrder("mine.on", "mine.on#2", "mine.on#3", "mine.other"));
	}

	@Test
	void duplicateIdIsRefusedNamingBothMethods() {
		EventsApplication.with(Named.class, NamedToo.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContainingAll("'named'", "Named.on", "NamedToo.on", "another id"));
	}

	@Test
	void duplicateIdOfALaterBeanGetsNoMessages() {
		EventsApplication.with(Named.class).run((context) -> {
			ConfigurableListableBeanFactory beans = context.getSourceApplicationContext().getBeanFactory();
			NamedToo late = new NamedToo();
			assertThatExceptionOfType(ZmqConfigurationException.class)
				.isThrownBy(() -> beans.initializeBean(late, "late"));
			EventsApplication.publish(context, "a", "1");
			Inbox.of(context, Named.class).awaitExactly("a=1");
			assertThat(late.heard()).isEmpty();
		});
	}

	@Test
	void listenerOfABeanCreatedAfterTheStartReceivesMessages() {
		EventsApplication.with(Named.class).run((context) -> {
			Later later = new Later();
			context.getSourceApplicationContext().getBeanFactory().initializeBean(later, "later");
			EventsApplication.publish(context, "later", "1");
			later.awaitExactly("later=1");
			assertThat(context.getBean(ZmqListenerRegistry.class).find("later.on")).isNotNull();
		});
	}

	@Test
	void stoppedListenerGetsNothingUntilStartedAgain() {
		EventsApplication.with(Named.class, Witness.class).run((context) -> {
			ZmqListenerEndpoint endpoint = context.getBean(ZmqListenerRegistry.class).get("named");
			EventsApplication.publish(context, "a", "1");
			Inbox.of(context, Named.class).awaitExactly("a=1");
			endpoint.stop();
			endpoint.stop();
			assertThat(endpoint.isRunning()).isFalse();
			EventsApplication.awaitUnsubscribed(context, "a");
			EventsApplication.publisher(context).publish("2", "a");
			EventsApplication.publish(context, "witness", "2");
			Inbox.of(context, Witness.class).awaitExactly("witness=2");
			endpoint.start();
			endpoint.start();
			EventsApplication.publish(context, "a", "3");
			Inbox.of(context, Named.class).awaitExactly("a=1", "a=3");
		});
	}

	@Test
	void autoStartupFalseWaitsForStart() {
		EventsApplication.with(NotYet.class, Witness.class).run((context) -> {
			ZmqListenerEndpoint endpoint = context.getBean(ZmqListenerRegistry.class).get("not-yet");
			assertThat(endpoint.isRunning()).isFalse();
			EventsApplication.publish(context, "witness", "1");
			assertThat(EventsApplication.publisher(context).hasSubscriber("a")).isFalse();
			endpoint.start();
			EventsApplication.publish(context, "a", "2");
			Inbox.of(context, NotYet.class).awaitExactly("a=2");
		});
	}

	@Test
	void stoppingOneOfTwoListenersKeepsTheSubscriptionOfTheOther() {
		EventsApplication.with(Named.class, NotYet.class).run((context) -> {
			ZmqListenerRegistry registry = context.getBean(ZmqListenerRegistry.class);
			registry.get("not-yet").start();
			registry.get("named").stop();
			EventsApplication.publish(context, "a", "1");
			Inbox.of(context, NotYet.class).awaitExactly("a=1");
			assertThat(Inbox.of(context, Named.class).heard()).isEmpty();
		});
	}

	@Test
	void stoppedListenerStaysStoppedWhenItsSubscriberStartsAgain() {
		EventsApplication.with(Named.class, Witness.class).run((context) -> {
			context.getBean(ZmqListenerRegistry.class).get("named").stop();
			EventsApplication.subscriber(context).stop();
			EventsApplication.awaitUnsubscribed(context, "witness");
			EventsApplication.subscriber(context).start();
			EventsApplication.publish(context, "witness", "1");
			Inbox.of(context, Witness.class).awaitExactly("witness=1");
			EventsApplication.awaitUnsubscribed(context, "a");
		});
	}

	static class Named extends Inbox {

		@ZmqListener(topics = "a", id = "named")
		void on(ZmqMessage message) {
			hear(message.topic() + "=" + message.text());
		}

	}

	static class NamedToo extends Named {

		@Override
		@ZmqListener(topics = "a", id = "named")
		void on(ZmqMessage message) {
			super.on(message);
		}

	}

	static class Later extends Inbox {

		@ZmqListener("later")
		void on(ZmqMessage message) {
			hear(message.topic() + "=" + message.text());
		}

	}

	static class Witness extends Inbox {

		@ZmqListener("witness")
		void on(ZmqMessage message) {
			hear(message.topic() + "=" + message.text());
		}

	}

	static class NotYet extends Inbox {

		@ZmqListener(topics = "a", id = "not-yet", autoStartup = "false")
		void on(ZmqMessage message) {
			hear(message.topic() + "=" + message.text());
		}

	}

	static class Overloaded {

		@ZmqListener("a")
		@ZmqListener("b")
		void on(String payload) {
		}

		@ZmqListener("a")
		void on(byte[] payload) {
		}

		@ZmqListener("a")
		void other(String payload) {
		}

	}

}
