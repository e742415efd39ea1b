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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.role.ZmqRoleEvent;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishers and subscribers, each with a context of its own. Remembers the events of the
 * subscribers, and closes everything.
 */
final class LossRoles {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final List<AutoCloseable> open = new ArrayList<>();

	private final Map<ZmqSubscriber, ZmqContext> contexts = new IdentityHashMap<>();

	private final Queue<ZmqRoleEvent> events = new ConcurrentLinkedQueue<>();

	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	<T extends AutoCloseable> T closing(T closeable) {
		this.open.add(closeable);
		return closeable;
	}

	ZmqContext context() {
		return closing(new ZmqContext(ContextSettings.DEFAULTS));
	}

	ZmqPublisher publisher(String address, UnaryOperator<PublisherSettings.Builder> settings) {
		ZmqPublisher publisher = closing(
				new ZmqPublisher("out", settings.apply(PublisherSettings.builder(address).sequence(true)).build(),
						context(), PubSubRoles.JSON, (event) -> {
						}));
		publisher.start();
		return publisher;
	}

	ZmqPublisher publisher() {
		return publisher("tcp://127.0.0.1:*", UnaryOperator.identity());
	}

	ZmqSubscriber subscriber(UnaryOperator<SubscriberSettings.Builder> settings, String... addresses) {
		ZmqContext context = context();
		ZmqSubscriber subscriber = closing(
				new ZmqSubscriber("in", settings.apply(SubscriberSettings.builder(addresses)).build(), context,
						PubSubRoles.JSON, new LoggingErrorHandler(), (event) -> {
							if (event instanceof ZmqRoleEvent ofRole) {
								this.events.add(ofRole);
							}
						}));
		this.contexts.put(subscriber, context);
		return subscriber;
	}

	/**
	 * Start a subscriber of a publisher.
	 * @param publisher the publisher
	 * @param topics its topics
	 * @return the subscriber
	 */
	ZmqSubscriber subscriber(ZmqPublisher publisher, String... topics) {
		return receiving(subscriber(UnaryOperator.identity(), PubSubRoles.addressOf(publisher)), topics);
	}

	/**
	 * Start a subscriber that remembers what it receives.
	 * @param subscriber the subscriber
	 * @param topics its topics
	 * @return the same subscriber
	 */
	ZmqSubscriber receiving(ZmqSubscriber subscriber, String... topics) {
		for (String topic : topics) {
			subscriber.addHandler(topic, (from, payload) -> this.received.add(from));
		}
		subscriber.start();
		return subscriber;
	}

	/**
	 * The topics of the messages that handlers have received.
	 * @return the topics, in their order
	 */
	Queue<String> received() {
		return this.received;
	}

	void awaitReceived(int messages) {
		EventsApplication.await().atMost(TIMEOUT).until(() -> this.received.size() == messages);
	}

	static void publish(ZmqPublisher publisher, String topic, int messages) {
		for (int i = 0; i < messages; i++) {
			publisher.publish("{}", topic);
		}
	}

	/**
	 * How many messages a proxy has dropped.
	 * @param proxy the proxy
	 * @return the number of all topics
	 */
	static long dropped(MessageProxy proxy) {
		return proxy.dropped().values().stream().mapToLong(Long::longValue).sum();
	}

	ZmqContext contextOf(ZmqSubscriber subscriber) {
		return Objects.requireNonNull(this.contexts.get(subscriber));
	}

	/**
	 * Publish until a message arrives at a handler, so that the subscriber knows the
	 * numbers of the topic.
	 * @param publisher the publisher
	 * @param subscriber the subscriber
	 * @param topic the topic
	 */
	static void connect(ZmqPublisher publisher, ZmqSubscriber subscriber, String topic) {
		assertThat(publisher.awaitSubscriber(topic, TIMEOUT)).isTrue();
		long before = subscriber.stats().received();
		publisher.publish("{}", topic);
		EventsApplication.await().atMost(TIMEOUT).until(() -> subscriber.stats().received() > before);
	}

	<E extends ZmqRoleEvent> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * Wait until a number of messages is lost, and each gap was published as an event.
	 * @param subscriber the subscriber
	 * @param lost the number of messages
	 */
	void awaitLost(ZmqSubscriber subscriber, long lost) {
		EventsApplication.await().atMost(TIMEOUT).untilAsserted(() -> {
			assertThat(subscriber.stats().lost()).isEqualTo(lost);
			assertThat(events(ZmqMessagesLostEvent.class).stream().mapToLong(ZmqMessagesLostEvent::count).sum())
				.isGreaterThanOrEqualTo(lost);
		});
	}

	void close() throws Exception {
		Collections.reverse(this.open);
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

}
