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

package io.zmqspring.socket.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.util.ReflectionTestUtils;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.XPub;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of JeroMQ's list of queues, and what {@link SubscriberQueues} changes in it.
 */
class SubscriberQueuesTests {

	private static final int QUEUE = 2;

	private static final byte[][] TOPICS = { bytes("a"), bytes("b"), bytes("c") };

	// The number of subscribers of each topic: the last one subscribes to everything
	private static final int[] SUBSCRIBERS = { 2, 3, 1 };

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket publisher = this.context.socket(SocketType.XPUB);

	private final List<ZMQ.Socket> subscribers = new ArrayList<>();

	private SubscriberQueues queues;

	@BeforeEach
	void open() {
		this.publisher.setSndHWM(QUEUE);
		this.publisher.bind("inproc://queues");
		subscriber("a");
		subscriber("b");
		subscriber("b");
		subscriber("");
		this.queues = new SubscriberQueues(this.publisher.base(), true);
		executeCommands();
	}

	@AfterEach
	void close() {
		this.subscribers.forEach(ZMQ.Socket::close);
		this.publisher.close();
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void listStaysInOrderAndEveryMessageIsReceivedOrCounted(long seed) {
		Random random = new Random(seed);
		int expected = 0;
		int lost = 0;
		int received = 0;
		for (int i = 0; i < 2000; i++) {
			switch (random.nextInt(4)) {
				case 0 -> {
					received += receive(this.subscribers.get(random.nextInt(this.subscribers.size())));
				}
				case 1 -> executeCommands();
				default -> {
					int topic = random.nextInt(TOPICS.length);
					expected += SUBSCRIBERS[topic];
					lost += send(TOPICS[topic], random.nextBoolean());
				}
			}
			assertThatListIsInOrder();
			assertThat(counter("active")).as("active between two messages").isEqualTo(eligible());
		}
		received += this.subscribers.stream().mapToInt(SubscriberQueuesTests::receiveAll).sum();
		assertThat(lost).isPositive();
		assertThat(received).isPositive();
		assertThat(received + lost).isEqualTo(expected);
	}

	@Test
	void fullQueuesAreTriedAgainByTheNextMessage() {
		byte[] topic = TOPICS[0];
		IntStream.range(0, 2 * QUEUE).forEach((number) -> assertThat(send(topic, false)).isZero());
		assertThat(send(topic, false)).isEqualTo(2);
		assertThat(eligible()).isEqualTo(2);
		assertThat(this.queues.full()).isEqualTo(2);
		assertThat(this.queues.stillMatch(topic)).isFalse();
		assertThat(eligible()).isEqualTo(4);
		assertThatListIsInOrder();
		this.queues.lookUp(topic, true);
		this.queues.send(topic, false);
		assertThat(this.queues.lost()).isEqualTo(2);
	}

	private void subscriber(String topic) {
		ZMQ.Socket subscriber = this.context.socket(SocketType.SUB);
		subscriber.setRcvHWM(QUEUE);
		subscriber.subscribe(topic);
		subscriber.connect("inproc://queues");
		this.subscribers.add(subscriber);
	}

	private int send(byte[] topic, boolean twoFrames) {
		if (!this.queues.stillMatch(topic)) {
			this.queues.lookUp(topic, true);
		}
		assertThatListIsInOrder();
		this.queues.send(topic, twoFrames);
		int lost = this.queues.lost();
		assertThatListIsInOrder();
		if (twoFrames) {
			this.queues.sendNext(new byte[1], false);
		}
		return lost;
	}

	private void executeCommands() {
		this.queues.forget();
		byte[] subscription = this.publisher.recv(ZMQ.DONTWAIT);
		while (subscription != null) {
			subscription = this.publisher.recv(ZMQ.DONTWAIT);
		}
	}

	private static int receiveAll(ZMQ.Socket subscriber) {
		int count = 0;
		while (receive(subscriber) > 0) {
			count++;
		}
		return count;
	}

	private static int receive(ZMQ.Socket subscriber) {
		if (subscriber.recv(ZMQ.DONTWAIT) == null) {
			return 0;
		}
		while (subscriber.hasReceiveMore()) {
			subscriber.recv();
		}
		return 1;
	}

	private void assertThatListIsInOrder() {
		int matching = counter("matching");
		int active = counter("active");
		assertThat(0).isLessThanOrEqualTo(matching);
		assertThat(matching).isLessThanOrEqualTo(active);
		assertThat(active).isLessThanOrEqualTo(eligible());
		assertThat(eligible()).isLessThanOrEqualTo(pipes().size());
		assertThat(pipes()).doesNotHaveDuplicates();
	}

	private int eligible() {
		return counter("eligible");
	}

	private int counter(String name) {
		return (int) ReflectionTestUtils.getField(dist(), name);
	}

	@SuppressWarnings("unchecked")
	private List<Pipe> pipes() {
		return (List<Pipe>) ReflectionTestUtils.getField(dist(), "pipes");
	}

	private Object dist() {
		return JeroMqInternals.Queues.FOUND.dist().get((XPub) this.publisher.base());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
