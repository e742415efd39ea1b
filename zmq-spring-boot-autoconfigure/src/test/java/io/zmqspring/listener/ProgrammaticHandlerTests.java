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

import java.io.IOException;

import org.junit.jupiter.api.Test;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.ZmqMessageHandler;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Handlers added to a subscriber by code.
 */
class ProgrammaticHandlerTests {

	private static ZmqMessageHandler<byte[]> into(Inbox inbox) {
		return (topic, payload) -> inbox.hear(topic + "=" + new String(payload));
	}

	@Test
	void handlersMayBeAddedForTopicsPrefixesAndEverythingWhileRunning() {
		EventsApplication.with().withPropertyValues("zmq.subscribers.events.topics=first").run((context) -> {
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			Inbox exact = new Inbox();
			Inbox prefix = new Inbox();
			Inbox everything = new Inbox();
			subscriber.addHandler("a", into(exact));
			subscriber.addHandler("b*", into(prefix));
			subscriber.addHandler("*", into(everything));
			for (String topic : new String[] { "a", "ab", "b", "bc" }) {
				EventsApplication.publish(context, topic, "x");
			}
			everything.awaitExactly("a=x", "ab=x", "b=x", "bc=x");
			exact.awaitExactly("a=x");
			prefix.awaitExactly("b=x", "bc=x");
		});
	}

	@Test
	void defaultHandlerReceivesUnhandledTopicsAndReplacesThePreviousOne() {
		EventsApplication.with().withPropertyValues("zmq.subscribers.events.topics=*").run((context) -> {
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			Inbox exact = new Inbox();
			Inbox before = new Inbox();
			Inbox rest = new Inbox();
			subscriber.addHandler("a", into(exact));
			HandlerRegistration replaced = subscriber.setDefaultHandler(into(before));
			subscriber.setDefaultHandler(into(rest));
			EventsApplication.publish(context, "a", "x");
			EventsApplication.publish(context, "b", "x");
			rest.awaitExactly("b=x");
			exact.awaitExactly("a=x");
			assertThat(before.heard()).isEmpty();
			assertThat(replaced.isActive()).isFalse();
		});
	}

	@Test
	void removedHandlerReceivesNothingAndItsTopicIsUnsubscribed() {
		EventsApplication.with().withPropertyValues("zmq.subscribers.events.topics=other").run((context) -> {
			Inbox inbox = new Inbox();
			HandlerRegistration registration = EventsApplication.subscriber(context).addHandler("a", into(inbox));
			EventsApplication.publish(context, "a", "1");
			inbox.awaitExactly("a=1");
			registration.remove();
			registration.remove();
			registration.activate();
			assertThat(registration.isActive()).isFalse();
			EventsApplication.awaitUnsubscribed(context, "a");
		});
	}

	@Test
	void handlerMayRemoveItself() {
		EventsApplication.with().withPropertyValues("zmq.subscribers.events.topics=*").run((context) -> {
			Inbox once = new Inbox();
			Inbox rest = new Inbox();
			HandlerRegistration[] registration = new HandlerRegistration[1];
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			registration[0] = subscriber.addHandler("a", (topic, payload) -> {
				registration[0].remove();
				once.hear(topic);
			});
			subscriber.setDefaultHandler(into(rest));
			EventsApplication.publish(context, "a", "1");
			EventsApplication.publish(context, "a", "2");
			rest.awaitExactly("a=2");
			once.awaitExactly("a");
		});
	}

	@Test
	void handlersStayWhenTheSubscriberStopsAndStarts() {
		EventsApplication.with().withPropertyValues("zmq.subscribers.events.topics=other").run((context) -> {
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			Inbox inbox = new Inbox();
			subscriber.addHandler("a", into(inbox));
			subscriber.stop();
			EventsApplication.awaitUnsubscribed(context, "a");
			Inbox added = new Inbox();
			subscriber.addHandler("a", into(added));
			subscriber.start();
			EventsApplication.publish(context, "a", "1");
			added.awaitExactly("a=1");
			inbox.awaitExactly("a=1");
		});
	}

	@Test
	void exceptionOfAHandlerFailsOneMessage() {
		EventsApplication.with(Errors.class)
			.withPropertyValues("zmq.subscribers.events.topics=other")
			.run((context) -> {
				Inbox inbox = new Inbox();
				EventsApplication.subscriber(context).addHandler("a", (topic, payload) -> {
					if (payload.length == 0) {
						throw new IOException("no");
					}
					inbox.hear(topic);
				});
				EventsApplication.publish(context, "a", "");
				EventsApplication.publish(context, "a", "x");
				inbox.awaitExactly("a");
				assertThat(context.getBean(Errors.class).await(1)).first()
					.extracting(Throwable::getMessage)
					.asString()
					.contains("handler of a", "'a'");
				EventsApplication.awaitCount(context, ZmqStatistics::failed, 1);
			});
	}

	@Test
	void messagesWithoutAHandlerAreCountedAndReported() {
		EventsApplication.with(Errors.class).withPropertyValues("zmq.subscribers.events.topics=a").run((context) -> {
			EventsApplication.subscriber(context).addHandler("b", (topic, payload) -> {
			});
			EventsApplication.publish(context, "a", "");
			EventsApplication.awaitCount(context, (stats) -> stats.rejected("no-handler"), 1);
			assertThat(context.getBean(Errors.class).await(1)).first()
				.extracting(Throwable::getMessage)
				.isEqualTo("No listener takes the topic 'a'");
		});
	}

	@Test
	void invalidTopicIsRefused() {
		EventsApplication.with()
			.withPropertyValues("zmq.subscribers.events.topics=a", "zmq.subscribers.events.topic-rule=strict")
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> EventsApplication.subscriber(context).addHandler("a b", (topic, payload) -> {
				}))
				.withMessageContaining("'a b'"));
	}

	@Test
	void subscriberWithNothingToReceiveIsRefused() {
		EventsApplication.with()
			.run((context) -> assertThat(context.getStartupFailure())
				.hasRootCauseInstanceOf(ZmqConfigurationException.class)
				.rootCause()
				.hasMessageContainingAll("zmq.subscribers.events", "zmq.subscribers.events.topics"));
	}

}
