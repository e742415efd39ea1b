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

package io.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which subscribers get a message, and what happens when the queue of a subscriber is
 * full. The subscribers are bare XSUB sockets, which unlike SUB also deliver messages
 * that they have not subscribed to.
 */
class PublishingSocketTests {

	private static final int QUEUE = 10;

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<ZMQ.Socket> peers = new ArrayList<>();

	private final Map<String, byte[]> topics = new ConcurrentHashMap<>();

	@AfterEach
	void close() {
		this.peers.forEach(ZMQ.Socket::close);
		this.context.close();
	}

	private PublishingSocket publisher(Overflow overflow, Duration timeout) {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("inproc://overflow", null)), true, QUEUE,
				Duration.ZERO, timeout, SocketTuning.DEFAULTS);
		return PublishingSocket.open(this.context, settings, overflow, (event) -> {
		});
	}

	private ZMQ.Socket subscriber(PublishingSocket publisher, String topic) {
		ZMQ.Socket peer = this.context.engine().socket(SocketType.XSUB);
		this.peers.add(peer);
		peer.setRcvHWM(QUEUE);
		peer.setReceiveTimeOut(0);
		peer.connect("inproc://overflow");
		peer.send(bytes("\u0001" + topic));
		await().until(() -> publisher.hasSubscriber(bytes(topic)));
		return peer;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	// Like a publisher: the same array for all messages of a topic
	private int publish(PublishingSocket publisher, String topic, int number) {
		byte[] first = this.topics.computeIfAbsent(topic, PublishingSocketTests::bytes);
		return publisher.send(first, first, bytes("payload"), bytes(Integer.toString(number)), null);
	}

	private static List<String> receiveAll(ZMQ.Socket peer) {
		List<String> received = new ArrayList<>();
		String first = peer.recvStr();
		while (first != null) {
			StringBuilder message = new StringBuilder(first);
			while (peer.hasReceiveMore()) {
				message.append('|').append(peer.recvStr());
			}
			received.add(message.toString());
			first = peer.recvStr();
		}
		return received;
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void subscribersThatComeAndGoGetTheMessagesOfTheirTopics(Overflow overflow) {
		PublishingSocket publisher = publisher(overflow, Duration.ofMillis(20));
		ZMQ.Socket first = subscriber(publisher, "t");
		publish(publisher, "t", 1);
		publish(publisher, "t", 2);
		ZMQ.Socket second = subscriber(publisher, "other");
		second.send(bytes("\u0001t"));
		await().untilAsserted(() -> {
			assertThat(publish(publisher, "t", 3)).isZero();
			assertThat(receiveAll(first)).isNotEmpty();
			assertThat(receiveAll(second)).contains("t|payload|3");
		});
		first.send(bytes("\u0000t"));
		await().untilAsserted(() -> {
			publish(publisher, "t", 4);
			assertThat(receiveAll(first)).isEmpty();
			assertThat(receiveAll(second)).isNotEmpty();
		});
		this.peers.remove(first);
		first.close();
		assertThat(publish(publisher, "t", 5)).isZero();
		assertThat(receiveAll(second)).containsExactly("t|payload|5");
		publisher.close();
	}

	@Test
	void alternatingTopicsReachTheirOwnSubscribers() {
		PublishingSocket publisher = publisher(Overflow.FAIL, Duration.ZERO);
		ZMQ.Socket a = subscriber(publisher, "a");
		ZMQ.Socket b = subscriber(publisher, "b");
		for (int i = 0; i < QUEUE / 2; i++) {
			publish(publisher, "a", i);
			publish(publisher, "b", i);
			publish(publisher, "unsubscribed", i);
			publish(publisher, "b", i);
		}
		assertThat(receiveAll(a)).hasSize(QUEUE / 2).allMatch((message) -> message.startsWith("a|"));
		assertThat(receiveAll(b)).hasSize(QUEUE / 2 * 2).allMatch((message) -> message.startsWith("b|"));
		publisher.close();
	}

	@Test
	void subscriptionLongerThanTheTopicPrefixGetsOnlyItsMessages() {
		PublishingSocket publisher = publisher(Overflow.DROP, Duration.ZERO);
		ZMQ.Socket all = subscriber(publisher, "t ");
		ZMQ.Socket some = subscriber(publisher, "t 1");
		byte[] start = bytes("t ");
		await().until(() -> publisher.hasSubscriberOfSome(start));
		assertThat(publisher.hasSubscriberOfSome(bytes("t 2"))).isFalse();
		assertThat(publisher.hasSubscriberOfSome(bytes("t 1"))).isFalse();
		for (String text : List.of("t 1", "t 2", "t 10", "t 2")) {
			publisher.send(start, bytes(text), null, null, null);
		}
		assertThat(receiveAll(all)).containsExactly("t 1", "t 2", "t 10", "t 2");
		assertThat(receiveAll(some)).containsExactly("t 1", "t 10");
		publisher.close();
	}

	@Test
	void dropLosesMessagesOfTheSlowSubscriberOnlyAndCountsEachLoss() {
		PublishingSocket publisher = publisher(Overflow.DROP, Duration.ZERO);
		ZMQ.Socket slow = subscriber(publisher, "t");
		ZMQ.Socket fast = subscriber(publisher, "t");
		int lost = 0;
		int arrived = 0;
		for (int i = 0; i < 1000; i++) {
			int now = publish(publisher, "t", i);
			assertThat(now).isBetween(0, 1);
			lost += now;
			arrived += receiveAll(fast).size();
		}
		assertThat(arrived).isEqualTo(1000);
		assertThat(publisher.slowSubscribers()).isEqualTo(1);
		publish(publisher, "another", 0);
		assertThat(publisher.slowSubscribers()).as("after a message of another topic").isEqualTo(1);
		List<String> late = receiveAll(slow);
		assertThat(late).hasSizeGreaterThanOrEqualTo(QUEUE).allMatch((message) -> message.startsWith("t|payload|"));
		assertThat(lost + late.size()).isEqualTo(1000);
		publisher.close();
	}

	@Test
	void subscriberThatHasCaughtUpGetsMessagesAgain() {
		PublishingSocket publisher = publisher(Overflow.DROP, Duration.ZERO);
		ZMQ.Socket slow = subscriber(publisher, "t");
		for (int i = 0; i < 100; i++) {
			publish(publisher, "t", i);
		}
		receiveAll(slow);
		await().untilAsserted(() -> assertThat(publish(publisher, "t", 100)).isZero());
		assertThat(receiveAll(slow)).contains("t|payload|100");
		assertThat(publisher.slowSubscribers()).isZero();
		publisher.close();
	}

	@ParameterizedTest
	@EnumSource(value = Overflow.class, names = { "BLOCK", "FAIL" })
	void refusedMessageReachesNoSubscriberOfAnyTopic(Overflow overflow) {
		PublishingSocket publisher = publisher(overflow, Duration.ofMillis(20));
		ZMQ.Socket slow = subscriber(publisher, "a");
		ZMQ.Socket fast = subscriber(publisher, "a");
		ZMQ.Socket other = subscriber(publisher, "b");
		int accepted = 0;
		List<String> fastGot = new ArrayList<>();
		while (publish(publisher, "a", accepted) == 0) {
			accepted++;
			fastGot.addAll(receiveAll(fast));
		}
		assertThat(accepted).isGreaterThanOrEqualTo(QUEUE);
		fastGot.addAll(receiveAll(fast));
		assertThat(fastGot).hasSize(accepted);
		for (int i = 0; i < QUEUE / 2; i++) {
			assertThat(publish(publisher, "b", i)).as("another topic has room").isZero();
			assertThat(publish(publisher, "a", -1)).isEqualTo(PublishingSocket.NOT_SENT);
		}
		assertThat(receiveAll(other)).hasSize(QUEUE / 2).allMatch((message) -> message.startsWith("b|payload|"));
		assertThat(receiveAll(fast)).isEmpty();
		List<String> slowGot = receiveAll(slow);
		assertThat(slowGot).hasSize(accepted).allMatch((message) -> message.matches("a\\|payload\\|\\d+"));
		publisher.close();
	}

	@Test
	void failRefusesWithoutWaiting() {
		PublishingSocket publisher = publisher(Overflow.FAIL, Duration.ofSeconds(30));
		subscriber(publisher, "t");
		Stopwatch stopwatch = Stopwatch.start();
		while (publish(publisher, "t", 0) == 0) {
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
		}
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
		publisher.close();
	}

	@Test
	void blockWaitsForRoomAndLosesNothing() throws Exception {
		PublishingSocket publisher = publisher(Overflow.BLOCK, Duration.ofSeconds(30));
		ZMQ.Socket slow = subscriber(publisher, "t");
		int messages = 20_000;
		CompletableFuture<Boolean> sent = new CompletableFuture<>();
		Thread sending = new Thread(() -> {
			boolean all = true;
			for (int i = 0; i < messages; i++) {
				all &= publish(publisher, "t", i) == 0;
			}
			sent.complete(all);
		});
		sending.start();
		List<String> received = new ArrayList<>();
		slow.setReceiveTimeOut(30_000);
		while (received.size() < messages) {
			received.add(slow.recvStr() + "|" + slow.recvStr() + "|" + slow.recvStr());
		}
		assertThat(sent.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(received).hasSize(messages).startsWith("t|payload|0").endsWith("t|payload|" + (messages - 1));
		publisher.close();
	}

	@Test
	void closingEndsTheWaitOfABlockedSender() {
		PublishingSocket publisher = publisher(Overflow.BLOCK, Duration.ofSeconds(30));
		subscriber(publisher, "t");
		CompletableFuture<Throwable> ended = new CompletableFuture<>();
		Thread sending = new Thread(() -> {
			try {
				while (publish(publisher, "t", 0) == 0) {
					Thread.onSpinWait();
				}
			}
			catch (SocketClosedException ex) {
				ended.complete(ex);
			}
		});
		sending.start();
		await().until(() -> sending.getState() == Thread.State.TIMED_WAITING);
		Stopwatch stopwatch = Stopwatch.start();
		publisher.close();
		stopwatch.assertWithin(Duration.ofSeconds(2), () -> assertThat(ended).isDone());
	}

	@Test
	void senderThatWaitsForOneTopicDoesNotDelayAnother() {
		PublishingSocket publisher = publisher(Overflow.BLOCK, Duration.ofSeconds(30));
		subscriber(publisher, "a");
		ZMQ.Socket other = subscriber(publisher, "b");
		Thread sending = new Thread(() -> {
			try {
				while (publish(publisher, "a", 0) == 0) {
					Thread.onSpinWait();
				}
			}
			catch (SocketClosedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		sending.start();
		await().until(() -> sending.getState() == Thread.State.TIMED_WAITING);
		Stopwatch stopwatch = Stopwatch.start();
		for (int i = 0; i < 100; i++) {
			assertThat(publish(publisher, "b", i)).isZero();
			assertThat(receiveAll(other)).containsExactly("b|payload|" + i);
		}
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(5));
		publisher.close();
	}

}
