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
import org.zeromq.ZMQ;

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

	private static final int QUEUE = BareSubscribers.QUEUE;

	private final BareSubscribers sockets = new BareSubscribers();

	private final Map<String, byte[]> topics = new ConcurrentHashMap<>();

	@AfterEach
	void close() {
		this.sockets.close();
	}

	// Like a publisher: the same array for all messages of a topic
	private int publish(PublishingSocket publisher, String topic, int number) {
		byte[] first = this.topics.computeIfAbsent(topic, BareSubscribers::bytes);
		return publisher.send(first, first, BareSubscribers.bytes("payload"),
				BareSubscribers.bytes(Integer.toString(number)), null);
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void subscribersThatComeAndGoGetTheMessagesOfTheirTopics(Overflow overflow) {
		PublishingSocket publisher = this.sockets.publisher(overflow, Duration.ofMillis(20));
		ZMQ.Socket first = this.sockets.subscriber(publisher, "t");
		publish(publisher, "t", 1);
		publish(publisher, "t", 2);
		ZMQ.Socket second = this.sockets.subscriber(publisher, "other");
		second.send(BareSubscribers.bytes("\u0001t"));
		await().untilAsserted(() -> {
			assertThat(publish(publisher, "t", 3)).isZero();
			assertThat(BareSubscribers.receiveAll(first)).isNotEmpty();
			assertThat(BareSubscribers.receiveAll(second)).contains("t|payload|3");
		});
		first.send(BareSubscribers.bytes("\u0000t"));
		await().untilAsserted(() -> {
			publish(publisher, "t", 4);
			assertThat(BareSubscribers.receiveAll(first)).isEmpty();
			assertThat(BareSubscribers.receiveAll(second)).isNotEmpty();
		});
		this.sockets.close(first);
		assertThat(publish(publisher, "t", 5)).isZero();
		assertThat(BareSubscribers.receiveAll(second)).containsExactly("t|payload|5");
		publisher.close();
	}

	@Test
	void alternatingTopicsReachTheirOwnSubscribers() {
		PublishingSocket publisher = this.sockets.publisher(Overflow.FAIL, Duration.ZERO);
		ZMQ.Socket a = this.sockets.subscriber(publisher, "a");
		ZMQ.Socket b = this.sockets.subscriber(publisher, "b");
		for (int i = 0; i < QUEUE / 2; i++) {
			publish(publisher, "a", i);
			publish(publisher, "b", i);
			publish(publisher, "unsubscribed", i);
			publish(publisher, "b", i);
		}
		assertThat(BareSubscribers.receiveAll(a)).hasSize(QUEUE / 2).allMatch((message) -> message.startsWith("a|"));
		assertThat(BareSubscribers.receiveAll(b)).hasSize(QUEUE / 2 * 2)
			.allMatch((message) -> message.startsWith("b|"));
		publisher.close();
	}

	@Test
	void subscriptionLongerThanTheTopicPrefixGetsOnlyItsMessages() {
		PublishingSocket publisher = this.sockets.publisher(Overflow.DROP, Duration.ZERO);
		ZMQ.Socket all = this.sockets.subscriber(publisher, "t ");
		ZMQ.Socket some = this.sockets.subscriber(publisher, "t 1");
		byte[] start = BareSubscribers.bytes("t ");
		await().until(() -> publisher.hasSubscriberOfSome(start));
		assertThat(publisher.hasSubscriberOfSome(BareSubscribers.bytes("t 2"))).isFalse();
		assertThat(publisher.hasSubscriberOfSome(BareSubscribers.bytes("t 1"))).isFalse();
		for (String text : List.of("t 1", "t 2", "t 10", "t 2")) {
			publisher.send(start, BareSubscribers.bytes(text), null, null, null);
		}
		assertThat(BareSubscribers.receiveAll(all)).containsExactly("t 1", "t 2", "t 10", "t 2");
		assertThat(BareSubscribers.receiveAll(some)).containsExactly("t 1", "t 10");
		publisher.close();
	}

	@Test
	void dropLosesMessagesOfTheSlowSubscriberOnlyAndCountsEachLoss() {
		PublishingSocket publisher = this.sockets.publisher(Overflow.DROP, Duration.ZERO);
		ZMQ.Socket slow = this.sockets.subscriber(publisher, "t");
		ZMQ.Socket fast = this.sockets.subscriber(publisher, "t");
		int lost = 0;
		int arrived = 0;
		for (int i = 0; i < 1000; i++) {
			int now = publish(publisher, "t", i);
			assertThat(now).isBetween(0, 1);
			lost += now;
			arrived += BareSubscribers.receiveAll(fast).size();
		}
		assertThat(arrived).isEqualTo(1000);
		assertThat(publisher.slowSubscribers()).isEqualTo(1);
		publish(publisher, "another", 0);
		assertThat(publisher.slowSubscribers()).as("after a message of another topic").isEqualTo(1);
		List<String> late = BareSubscribers.receiveAll(slow);
		assertThat(late).hasSizeGreaterThanOrEqualTo(QUEUE).allMatch((message) -> message.startsWith("t|payload|"));
		assertThat(lost + late.size()).isEqualTo(1000);
		publisher.close();
	}

	@Test
	void subscriberThatHasCaughtUpGetsMessagesAgain() {
		PublishingSocket publisher = this.sockets.publisher(Overflow.DROP, Duration.ZERO);
		ZMQ.Socket slow = this.sockets.subscriber(publisher, "t");
		for (int i = 0; i < 100; i++) {
			publish(publisher, "t", i);
		}
		BareSubscribers.receiveAll(slow);
		await().untilAsserted(() -> assertThat(publish(publisher, "t", 100)).isZero());
		assertThat(BareSubscribers.receiveAll(slow)).contains("t|payload|100");
		assertThat(publisher.slowSubscribers()).isZero();
		publisher.close();
	}

	@ParameterizedTest
	@EnumSource(value = Overflow.class, names = { "BLOCK", "FAIL" })
	void refusedMessageReachesNoSubscriberOfAnyTopic(Overflow overflow) {
		PublishingSocket publisher = this.sockets.publisher(overflow, Duration.ofMillis(20));
		ZMQ.Socket slow = this.sockets.subscriber(publisher, "a");
		ZMQ.Socket fast = this.sockets.subscriber(publisher, "a");
		ZMQ.Socket other = this.sockets.subscriber(publisher, "b");
		int accepted = 0;
		List<String> fastGot = new ArrayList<>();
		while (publish(publisher, "a", accepted) == 0) {
			accepted++;
			fastGot.addAll(BareSubscribers.receiveAll(fast));
		}
		assertThat(accepted).isGreaterThanOrEqualTo(QUEUE);
		fastGot.addAll(BareSubscribers.receiveAll(fast));
		assertThat(fastGot).hasSize(accepted);
		for (int i = 0; i < QUEUE / 2; i++) {
			assertThat(publish(publisher, "b", i)).as("another topic has room").isZero();
			assertThat(publish(publisher, "a", -1)).isEqualTo(PublishingSocket.NOT_SENT);
		}
		assertThat(BareSubscribers.receiveAll(other)).hasSize(QUEUE / 2)
			.allMatch((message) -> message.startsWith("b|payload|"));
		assertThat(BareSubscribers.receiveAll(fast)).isEmpty();
		List<String> slowGot = BareSubscribers.receiveAll(slow);
		assertThat(slowGot).hasSize(accepted).allMatch((message) -> message.matches("a\\|payload\\|\\d+"));
		publisher.close();
	}

	@Test
	void failRefusesWithoutWaiting() {
		PublishingSocket publisher = this.sockets.publisher(Overflow.FAIL, Duration.ofSeconds(30));
		this.sockets.subscriber(publisher, "t");
		Stopwatch stopwatch = Stopwatch.start();
		while (publish(publisher, "t", 0) == 0) {
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
		}
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(10));
		publisher.close();
	}

	@Test
	void blockWaitsForRoomAndLosesNothing() throws Exception {
		PublishingSocket publisher = this.sockets.publisher(Overflow.BLOCK, Duration.ofSeconds(30));
		ZMQ.Socket slow = this.sockets.subscriber(publisher, "t");
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
		PublishingSocket publisher = this.sockets.publisher(Overflow.BLOCK, Duration.ofSeconds(30));
		this.sockets.subscriber(publisher, "t");
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
		PublishingSocket publisher = this.sockets.publisher(Overflow.BLOCK, Duration.ofSeconds(30));
		this.sockets.subscriber(publisher, "a");
		ZMQ.Socket other = this.sockets.subscriber(publisher, "b");
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
			assertThat(BareSubscribers.receiveAll(other)).containsExactly("b|payload|" + i);
		}
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(5));
		publisher.close();
	}

}
