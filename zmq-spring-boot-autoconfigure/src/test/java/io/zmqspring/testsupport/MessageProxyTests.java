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

package io.zmqspring.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.MessageRule.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proxy that drops, duplicates and delays messages between a publisher and a
 * subscriber.
 */
class MessageProxyTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final Deque<String> received = new ConcurrentLinkedDeque<>();

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL", "IPC, CURVE" })
	void forwardsEverythingInOrder(TestTransport transport, TestSecurity security) {
		ZmqPublisher publisher = publisher(transport, security);
		proxied(transport, publisher, security);
		publish(publisher, 1, 1000);
		awaitReceived(1000);
		assertThat(this.received).containsExactlyElementsOf(texts(1, 1000));
	}

	@ParameterizedTest
	@EnumSource
	void dropsByARuleAndCountsByTopic(TestTransport transport) {
		ZmqPublisher publisher = publisher(transport, TestSecurity.NULL);
		MessageProxy proxy = proxied(transport, publisher, TestSecurity.NULL);
		proxy.use((frames, random) -> (number(frames) % 10 == 0) ? Verdict.DROP : Verdict.FORWARD);
		publish(publisher, 1, 101);
		awaitReceived(91);
		assertThat(this.received).doesNotContain("10", "100").last().isEqualTo("101");
		assertThat(proxy.dropped()).isEqualTo(Map.of("topic", 10L));
	}

	@Test
	void duplicatesAndDelays() {
		ZmqPublisher publisher = publisher(TestTransport.TCP, TestSecurity.NULL);
		MessageProxy proxy = proxied(TestTransport.TCP, publisher, TestSecurity.NULL);
		proxy.use((frames, random) -> switch (number(frames)) {
			case 2 -> Verdict.DUPLICATE;
			case 3, 8 -> Verdict.DELAY;
			default -> Verdict.FORWARD;
		});
		publish(publisher, 1, 11);
		awaitReceived(12);
		assertThat(this.received).containsExactly("1", "2", "2", "4", "5", "6", "3", "7", "9", "10", "11", "8");
		assertThat(proxy.duplicated()).isEqualTo(1);
		assertThat(proxy.delayed()).isEqualTo(2);
		assertThat(proxy.dropped()).isEmpty();
	}

	@Test
	void stalledProxyFillsTheQueueOfThePublisher() {
		ZmqPublisher publisher = publisher(TestTransport.TCP, TestSecurity.NULL);
		MessageProxy proxy = proxied(TestTransport.TCP, publisher, TestSecurity.NULL);
		proxy.stall();
		String large = "x".repeat(10_000);
		while (publisher.stats().dropped() == 0) {
			publisher.publish(large, "topic");
		}
		proxy.goOn();
		EventsApplication.await().atMost(TIMEOUT).until(() -> publisher.slowSubscribers() == 0);
		publish(publisher, 1, 1);
		EventsApplication.await().atMost(TIMEOUT).until(() -> "1".equals(this.received.peekLast()));
	}

	@ParameterizedTest
	@EnumSource
	void cutsConnectionsAndRefusesThem(TestTransport transport) {
		ZmqPublisher publisher = publisher(transport, TestSecurity.NULL);
		MessageProxy proxy = proxied(transport, publisher, TestSecurity.NULL);
		proxy.refuse();
		EventsApplication.await()
			.atMost(TIMEOUT)
			.until(() -> !publisher.hasSubscriber("topic") && proxy.connections() == 0);
		proxy.acceptAgain();
		assertThat(publisher.awaitSubscriber("topic", TIMEOUT)).isTrue();
		publish(publisher, 1, 1);
		awaitReceived(1);
		assertThat(proxy.connections()).isEqualTo(1);
	}

	@Test
	void sharesAreRandomAndDependOnTheSeed() {
		MessageRule rule = MessageRule.shares(0.2, 0.1, 0.1);
		List<Verdict> verdicts = verdicts(rule, 1);
		assertThat(verdicts).isEqualTo(verdicts(rule, 1)).isNotEqualTo(verdicts(rule, 2));
		assertThat(verdicts).filteredOn(Verdict.DROP::equals).hasSizeBetween(1800, 2200);
		assertThat(verdicts).filteredOn(Verdict.DUPLICATE::equals).hasSizeBetween(800, 1200);
		assertThat(verdicts).filteredOn(Verdict.DELAY::equals).hasSizeBetween(800, 1200);
	}

	private static List<Verdict> verdicts(MessageRule rule, long seed) {
		Random random = new Random(seed);
		return Stream.generate(() -> rule.of(List.of(), random)).limit(10_000).toList();
	}

	private static int number(List<byte[]> frames) {
		return Integer.parseInt(new String(frames.get(1), StandardCharsets.UTF_8));
	}

	private ZmqPublisher publisher(TestTransport transport, TestSecurity security) {
		ZmqContext context = security.context();
		this.open.add(0, context);
		ZmqPublisher publisher = PubSubRoles.publisher(context, transport.address());
		publisher.start();
		this.open.add(0, publisher);
		return publisher;
	}

	private MessageProxy proxied(TestTransport transport, ZmqPublisher publisher, TestSecurity security) {
		MessageProxy proxy = MessageProxy.start(transport, PubSubRoles.addressOf(publisher), 1);
		this.open.add(0, proxy);
		ZmqContext context = security.context();
		this.open.add(0, context);
		ZmqSubscriber subscriber = PubSubRoles.subscriber(context, proxy.address());
		subscriber.addHandler("topic",
				(topic, payload) -> this.received.add(new String(payload, StandardCharsets.UTF_8)));
		subscriber.start();
		this.open.add(0, subscriber);
		assertThat(publisher.awaitSubscriber("topic", TIMEOUT)).isTrue();
		return proxy;
	}

	private static void publish(ZmqPublisher publisher, int from, int to) {
		texts(from, to).forEach((number) -> publisher.publish(number, "topic"));
	}

	private static List<String> texts(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
	}

	private void awaitReceived(int count) {
		EventsApplication.await().atMost(TIMEOUT).until(() -> this.received.size() >= count);
		assertThat(this.received).hasSize(count);
	}

}
