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

package io.zmqspring.publisher;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawSubscriber;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers of messages that many threads publish, or that meet full queues.
 */
class SequenceUnderLoadTests {

	private static final int THREADS = 16;

	private static final int PER_THREAD = 2000;

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void numbersOfManyThreadsAreInTheOrderOfTheWire(WireFormat wireFormat) {
		new PublishedMessages().with("sequence=true", "wire-format=" + wireFormat.value(), "high-water-mark=0")
			.test((publisher, peer) -> {
				CountDownLatch go = new CountDownLatch(1);
				ExecutorService threads = Executors.newFixedThreadPool(THREADS);
				List<Future<?>> results = new ArrayList<>();
				for (int i = 0; i < THREADS; i++) {
					int thread = i;
					results.add(threads.submit(() -> {
						go.await();
						for (int n = 0; n < PER_THREAD; n++) {
							assertThat(publisher.publish("{\"n\":" + n + "}", "t" + (thread + n) % 5)).isTrue();
						}
						return null;
					}));
				}
				go.countDown();
				Map<String, Long> next = new HashMap<>();
				Set<Long> epochs = new HashSet<>();
				long last = 0;
				for (int i = 0; i < THREADS * PER_THREAD; i++) {
					List<byte[]> frames = peer.receive();
					String topic = new String(frames.get(0), 0, 2, StandardCharsets.UTF_8);
					Sequence found = Sequence.of(frames, wireFormat);
					assertThat(found.number()).isEqualTo(next.merge(topic, 1L, Long::sum));
					assertThat(found.time()).isGreaterThan(last);
					last = found.time();
					epochs.add(found.epoch());
				}
				assertThat(epochs).hasSize(1);
				assertThat(next.values()).allMatch((count) -> count == THREADS * PER_THREAD / 5);
				assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ZERO));
				threads.shutdown();
			});
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void overflowLeavesGapsOnlyIfItDrops(Overflow overflow) {
		new PublishedMessages()
			.with("sequence=true", "overflow=" + overflow.name(), "high-water-mark=10", "send-timeout=1ms",
					"address=tcp://127.0.0.1:0")
			.run((context) -> {
				ZmqPublisher publisher = EventsApplication.publisher(context);
				try (RawSubscriber peer = new RawSubscriber(publisher.boundAddresses().get(0), "t", 10)) {
					peer.awaitSubscribed(publisher, "t");
					overflow(overflow, publisher, peer);
				}
			});
	}

	private static void overflow(Overflow overflow, ZmqPublisher publisher, RawSubscriber peer) {
		long published = fill(publisher);
		long dropped = publisher.stats().dropped();
		long last = 0;
		for (long received = 1; received <= published - dropped; received++) {
			long number = Sequence.last(peer.receive()).number();
			assertThat(number).isGreaterThan(last);
			if (overflow != Overflow.DROP) {
				assertThat(number).isEqualTo(received);
			}
			last = number;
		}
		assertThat(last).isLessThanOrEqualTo(published);
		EventsApplication.await().until(() -> publisher.slowSubscribers() == 0);
		publisher.publish("end", "t");
		assertThat(Sequence.last(peer.receive()).number()).isEqualTo(published + 1);
	}

	private static long fill(ZmqPublisher publisher) {
		long published = 0;
		int refused = 0;
		while (refused < 20 && publisher.stats().dropped() < 20) {
			try {
				publisher.publish(new byte[10_000], "t");
				published++;
			}
			catch (ZmqOverflowException | ZmqTimeoutException ex) {
				refused++;
			}
		}
		return published;
	}

}
