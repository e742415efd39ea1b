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

package io.zmqspring.scenario.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.springframework.util.unit.DataSize;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher that keeps messages, and a subscriber that asks for those it has missed,
 * with one proxy between their sockets for messages, and one between those for replay.
 * Used by one thread.
 */
final class RecoveryRun implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Map<String, Integer> published = new TreeMap<>();

	private final OpenResources open = new OpenResources();

	private final TestSecurity security;

	private final WireFormat wireFormat;

	private final List<String> topics;

	private final ZmqContext publishing;

	private final ZmqPublisher publisher;

	private final MessageProxy messages;

	private final MessageProxy replay;

	private RecoveryRun(Builder builder) {
		this.security = builder.security;
		this.wireFormat = builder.wireFormat;
		this.topics = IntStream.range(0, builder.topics).mapToObj((i) -> "topic." + i).toList();
		this.publishing = add(this.security.context());
		String replayAddress = builder.transport.address();
		PublisherSettings settings = PublisherSettings.builder(builder.transport.address())
			.wireFormat(this.wireFormat)
			.security(TestSecurity.section(this.publishing))
			.replay(new PublisherReplaySettings(List.of(replayAddress), builder.window, builder.maxBytes, null))
			.build();
		this.publisher = new ZmqPublisher("events", settings, this.publishing, PubSubRoles.JSON, (event) -> {
		});
		this.publisher.start();
		this.open.add(this.publisher::stop);
		this.messages = add(MessageProxy.start(builder.transport, PubSubRoles.addressOf(this.publisher), builder.seed));
		this.replay = add(MessageProxy.start(builder.transport, replayAddress, builder.seed));
	}

	private <T extends AutoCloseable> T add(T opened) {
		return this.open.add(opened);
	}

	ZmqPublisher publisher() {
		return this.publisher;
	}

	ZmqContext publishing() {
		return this.publishing;
	}

	/**
	 * The proxy between the sockets for messages.
	 * @return the proxy
	 */
	MessageProxy messages() {
		return this.messages;
	}

	/**
	 * The proxy between the sockets for replay.
	 * @return the proxy
	 */
	MessageProxy replay() {
		return this.replay;
	}

	/**
	 * The number of the last message that was published, by topic.
	 * @return a snapshot
	 */
	Map<String, Integer> published() {
		return Map.copyOf(this.published);
	}

	/**
	 * Add a subscriber and wait until it receives.
	 * @param receiver its handler for all topics
	 * @param from where it begins
	 * @return the subscriber and its context
	 */
	Receiving subscribe(OrderedReceiver receiver, ReplayStart from) {
		ZmqContext context = add(this.security.context());
		SubscriberSettings settings = SubscriberSettings.builder(this.messages.address())
			.wireFormat(this.wireFormat)
			.security(TestSecurity.section(context))
			.replay(new SubscriberReplaySettings(List.of(this.replay.address()), from, null))
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("events", settings, context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.addHandler("topic.*", receiver);
		OrderedReceiver markers = new OrderedReceiver(() -> {
		});
		subscriber.addHandler("marker", markers);
		subscriber.start();
		this.open.add(subscriber::stop);
		EventsApplication.await().atMost(TIMEOUT).until(() -> {
			this.publisher.publish(OrderedReceiver.payload(1, ""), "marker");
			return markers.last("marker") > 0;
		});
		return new Receiving(context, subscriber);
	}

	/**
	 * Publish messages, one topic after the other.
	 * @param count the number of messages
	 * @param filling further characters of each payload
	 */
	void publish(int count, String filling) {
		for (int i = 0; i < count; i++) {
			String topic = this.topics.get(i % this.topics.size());
			int number = this.published.getOrDefault(topic, 0) + 1;
			try {
				this.publisher.publish(OrderedReceiver.payload(number, filling), topic);
				this.published.put(topic, number);
			}
			catch (ZmqException ex) {
				// It is not running, because its engine is being replaced
			}
			if (i % 50 == 49) {
				LockSupport.parkNanos(1_000_000);
			}
		}
	}

	void publish(int count) {
		publish(count, "");
	}

	/**
	 * End all faults and assert that a handler receives everything that was published, in
	 * order, once.
	 * @param receiver the handler
	 * @param receiving its subscriber
	 */
	void assertComplete(OrderedReceiver receiver, Receiving receiving) {
		for (MessageProxy proxy : List.of(this.messages, this.replay)) {
			proxy.use(MessageRule.FORWARD);
			proxy.goOn();
			proxy.acceptAgain();
		}
		receiver.assertComplete(this.published);
		assertThat(receiving.subscriber().stats().lost()).isZero();
		assertThat(receiving.subscriber().faults()).isEmpty();
	}

	@Override
	public void close() {
		this.open.close();
	}

	/**
	 * A subscriber and its context.
	 *
	 * @param context the context
	 * @param subscriber the subscriber
	 */
	record Receiving(ZmqContext context, ZmqSubscriber subscriber) {

	}

	/**
	 * Builds a run.
	 */
	static final class Builder {

		private final TestTransport transport;

		private final TestSecurity security;

		private WireFormat wireFormat = WireFormat.MULTIPART;

		private int topics = 10;

		private int window = PublisherReplaySettings.DEFAULTS.messages();

		private DataSize maxBytes = PublisherReplaySettings.DEFAULTS.maxBytes();

		private long seed = 1;

		Builder() {
			this(TestTransport.TCP, TestSecurity.NULL);
		}

		Builder(TestTransport transport, TestSecurity security) {
			this.transport = transport;
			this.security = security;
		}

		Builder wireFormat(WireFormat value) {
			this.wireFormat = value;
			return this;
		}

		Builder topics(int value) {
			this.topics = value;
			return this;
		}

		Builder window(int value) {
			this.window = value;
			return this;
		}

		Builder maxBytes(DataSize value) {
			this.maxBytes = value;
			return this;
		}

		Builder seed(long value) {
			this.seed = value;
			return this;
		}

		RecoveryRun start() {
			return new RecoveryRun(this);
		}

	}

}
