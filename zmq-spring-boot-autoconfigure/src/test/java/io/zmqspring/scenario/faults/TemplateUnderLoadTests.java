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

package io.zmqspring.scenario.faults;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 64 threads publish through one template. With {@code overflow: block} every message
 * arrives complete, and the messages of each thread arrive in order. In the nightly size
 * each thread publishes 100,000 messages.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TemplateUnderLoadTests {

	private static final int THREADS = 64;

	private static final int EACH = TestSize.of(2_000, 100_000);

	private static final int LONGEST_FILLER = 97;

	private final int[] next = new int[THREADS];

	private final AtomicLong received = new AtomicLong();

	private final AtomicInteger wrong = new AtomicInteger();

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	@Test
	void messagesOfManyThreadsArriveCompleteInOrderAndWithoutLoss() throws InterruptedException {
		try (TestApplication publishing = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:0", "zmq.publishers.out.overflow=block",
				"zmq.publishers.out.send-timeout=30s");
				TestApplication subscribing = TestApplication.start(NoBeans.class,
						"zmq.subscribers.in.address=" + publishing.publisherAddress(), "zmq.subscribers.in.topics=*")) {
			subscribing.bean(ZmqSubscriber.class).addHandler("*", this::check);
			ZmqPublisher publisher = publishing.bean(ZmqPublisher.class);
			Awaitility.await().until(() -> publisher.hasSubscriber("t0"));
			long start = System.nanoTime();
			publish(publishing.bean(ZmqTemplate.class));
			assertThat(this.failures).isEmpty();
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(this.received).hasValue((long) THREADS * EACH));
			System.out.printf("%d threads published %d messages each in %d ms, %d of them wrong%n", THREADS, EACH,
					(System.nanoTime() - start) / 1_000_000, this.wrong.get());
			assertThat(this.wrong).hasValue(0);
			assertThat(this.next).containsOnly(EACH);
			assertThat(publisher.stats().sent()).isEqualTo((long) THREADS * EACH);
			assertThat(publisher.stats().dropped()).isZero();
		}
	}

	private void publish(ZmqTemplate template) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			int number = i;
			Thread thread = new Thread(() -> publish(template, number), "publishing-" + i);
			thread.setUncaughtExceptionHandler((failed, ex) -> this.failures.add(ex));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private static void publish(ZmqTemplate template, int thread) {
		for (int i = 0; i < EACH; i++) {
			ByteBuffer payload = ByteBuffer.allocate(2 * Integer.BYTES + i % LONGEST_FILLER);
			payload.putInt(thread).putInt(i);
			while (payload.hasRemaining()) {
				payload.put((byte) (thread ^ i));
			}
			template.publish(payload.array(), "t" + thread);
		}
	}

	private void check(String topic, byte[] bytes) {
		ByteBuffer payload = ByteBuffer.wrap(bytes);
		int thread = payload.getInt();
		int number = payload.getInt();
		boolean right = topic.equals("t" + thread) && number == this.next[thread]
				&& payload.remaining() == number % LONGEST_FILLER;
		while (payload.hasRemaining()) {
			right &= payload.get() == (byte) (thread ^ number);
		}
		if (!right) {
			this.wrong.incrementAndGet();
		}
		this.next[thread] = number + 1;
		this.received.incrementAndGet();
	}

}
