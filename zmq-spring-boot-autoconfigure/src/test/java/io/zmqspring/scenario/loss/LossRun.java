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
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

/**
 * Publishers and subscribers with a proxy between each publisher and its subscribers, on
 * which disturbances act. The first subscriber has all topics, the others some of them.
 * Used by one thread.
 */
final class LossRun implements AutoCloseable {

	/** The topic that everybody has subscribed to. */
	static final String MARKER = "marker";

	/** The groups of topics. A topic begins with the name of its group. */
	static final List<String> GROUPS = List.of("north.", "east.", "south.", "west.");

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final int FLUSHING_MESSAGES = 5;

	// Below the high-water mark, so that the queue of a publisher is never full by this
	private static final int ROUND = 500;

	private final AtomicInteger lastStart = new AtomicInteger();

	private final List<NumberedPublisher> publishers = new ArrayList<>();

	private final List<MessageProxy> proxies = new ArrayList<>();

	private final List<ObservedSubscriber> subscribers = new ArrayList<>();

	private final OpenResources open = new OpenResources();

	private final List<String> addresses = new ArrayList<>();

	private final List<String> topics;

	private final Setup setup;

	private final Random random;

	/**
	 * Create a run.
	 * @param setup the setup
	 * @param seed the seed of everything that is random
	 */
	LossRun(Setup setup, long seed) {
		this.setup = setup;
		this.random = new Random(seed);
		this.topics = IntStream.range(0, setup.topics()).mapToObj((i) -> GROUPS.get(i % GROUPS.size()) + i).toList();
	}

	/**
	 * Start publishers and the first subscriber, and let every topic have a message.
	 */
	void start() {
		for (int i = 0; i < this.setup.publishers(); i++) {
			NumberedPublisher publisher = publisher(true);
			MessageProxy proxy = add(
					MessageProxy.start(this.setup.transport(), publisher.address(), this.random.nextLong()));
			this.proxies.add(proxy);
			this.addresses.add(proxy.address());
		}
		if (this.setup.plain()) {
			this.addresses.add(publisher(false).address());
		}
		join(Stream.concat(GROUPS.stream().map((group) -> group + "*"), Stream.of(MARKER)).toList());
		publishEverywhere();
	}

	private NumberedPublisher publisher(boolean sequence) {
		NumberedPublisher publisher = add(new NumberedPublisher(this.setup, sequence, this.lastStart::incrementAndGet));
		this.publishers.add(publisher);
		return publisher;
	}

	private <T extends AutoCloseable> T add(T opened) {
		return this.open.add(opened);
	}

	static String groupOf(String topic) {
		return topic.substring(0, topic.indexOf('.') + 1);
	}

	Setup setup() {
		return this.setup;
	}

	Random random() {
		return this.random;
	}

	int lastStart() {
		return this.lastStart.get();
	}

	/**
	 * The publishers with a sequence.
	 * @return those, in the order of {@link #proxies()}
	 */
	List<NumberedPublisher> publishers() {
		return this.publishers.subList(0, this.proxies.size());
	}

	List<MessageProxy> proxies() {
		return this.proxies;
	}

	List<ObservedSubscriber> subscribers() {
		return this.subscribers;
	}

	/**
	 * Add a subscriber.
	 * @param patterns its topics
	 */
	void join(List<String> patterns) {
		this.subscribers.add(add(new ObservedSubscriber(this.setup, this.addresses, patterns, this.lastStart.get())));
		settle();
	}

	/**
	 * A publisher has started at the address of another one that has ended.
	 * @param publisher the publisher
	 */
	void watched(NumberedPublisher publisher) {
		this.subscribers.forEach((each) -> each.oracle().watch(publisher.start()));
	}

	/**
	 * Let all publishers publish to random topics.
	 * @param messages the number of messages of each
	 */
	void publish(int messages) {
		publish(messages, "");
	}

	/**
	 * Let all publishers publish to random topics.
	 * @param messages the number of messages of each
	 * @param filling further characters of the payloads
	 */
	void publish(int messages, String filling) {
		for (int i = 0; i < messages; i++) {
			for (NumberedPublisher publisher : this.publishers) {
				publisher.publish(this.topics.get(this.random.nextInt(this.topics.size())), filling);
			}
			// Otherwise the queues of the publishers are always full
			if (i % 100 == 99) {
				LockSupport.parkNanos(1_000_000);
			}
		}
	}

	/**
	 * Let all publishers publish one message to each topic, without a disturbance.
	 */
	void publishEverywhere() {
		for (int from = 0; from < this.topics.size(); from += ROUND) {
			settle();
			for (String topic : this.topics.subList(from, Math.min(from + ROUND, this.topics.size()))) {
				this.publishers.forEach((publisher) -> publisher.publish(topic, ""));
			}
		}
		settle();
	}

	/**
	 * End all disturbances and wait until nothing is on its way.
	 */
	void settle() {
		this.proxies.forEach((proxy) -> {
			proxy.use(MessageRule.FORWARD);
			proxy.goOn();
			proxy.acceptAgain();
		});
		this.publishers.forEach((publisher) -> awaitMarker(publisher, MARKER, this.subscribers));
	}

	/**
	 * Wait until subscribers have received everything of a topic and a publisher that is
	 * on its way.
	 * @param publisher the publisher
	 * @param topic the topic
	 * @param receivers the subscribers
	 */
	void awaitMarker(NumberedPublisher publisher, String topic, List<ObservedSubscriber> receivers) {
		// More than the proxy lets overtake a delayed message
		int before = 0;
		for (int i = 0; i < FLUSHING_MESSAGES; i++) {
			before = publisher.publish(topic, "");
		}
		int last = before;
		EventsApplication.await().atMost(TIMEOUT).until(() -> {
			publisher.publish(topic, "");
			return receivers.stream().allMatch((each) -> each.oracle().last(topic, publisher.start()) > last);
		});
	}

	/**
	 * Let each topic have a last message and compare what was reported with what has
	 * happened.
	 */
	void assertExact() {
		publishEverywhere();
		this.subscribers.forEach(ObservedSubscriber::assertExact);
	}

	@Override
	public void close() {
		this.open.close();
	}

	/**
	 * The setup of a run.
	 *
	 * @param transport the transport of all connections
	 * @param security the security of all connections; with CURVE the proxy drops frames
	 * @param wireFormat the wire format of all roles
	 * @param headers whether messages have headers
	 * @param topics the number of topics
	 * @param publishers the number of publishers with a sequence, which have the same
	 * topics
	 * @param plain whether a publisher without a sequence has the same topics, too
	 * @param lastValue whether who joins gets the newest message of each topic
	 */
	record Setup(TestTransport transport, TestSecurity security, WireFormat wireFormat, boolean headers, int topics,
			int publishers, boolean plain, boolean lastValue) {

		static final Setup SIMPLE = new Setup(TestTransport.TCP, TestSecurity.NULL, WireFormat.MULTIPART, false, 20, 1,
				false, false);

		/**
		 * Choose a setup.
		 * @param seed the seed
		 * @return the setup
		 */
		static Setup random(long seed) {
			Random random = new Random(seed);
			TestSecurity security = (random.nextInt(4) == 0) ? TestSecurity.CURVE : TestSecurity.NULL;
			// The proxy cannot tell which sealed frames belong to one message
			WireFormat wireFormat = (security == TestSecurity.CURVE || random.nextBoolean()) ? WireFormat.SINGLE_FRAME
					: WireFormat.MULTIPART;
			return new Setup(random.nextBoolean() ? TestTransport.TCP : TestTransport.IPC, security, wireFormat,
					random.nextBoolean(), (random.nextInt(10) == 0) ? 20_000 : 4 + random.nextInt(200),
					1 + random.nextInt(2), random.nextBoolean(), random.nextInt(4) == 0);
		}

		/**
		 * The share of messages that is duplicated, and of those that are delayed, where
		 * the proxy can do this.
		 * @return the share
		 */
		double disorder() {
			return (this.security == TestSecurity.CURVE) ? 0 : 0.05;
		}

	}

}
