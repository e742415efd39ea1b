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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import io.zmqspring.role.ZmqLoss;
import io.zmqspring.scenario.replay.RecoveryRun.Builder;
import io.zmqspring.scenario.replay.RecoveryRun.Receiving;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.MessageRule.Verdict;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the publisher no longer has is reported as lost, exactly, and delivery goes on.
 */
class LossBeyondTheWindowTests {

	// The replay-timeout, and the longest time between two requests
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

	private static final String TOPIC = "topic.0";

	private final OrderedReceiver receiver = new OrderedReceiver(() -> {
	});

	@Test
	void whatTheWindowNoLongerHasIsReportedAndTheRestIsDelivered() throws Exception {
		try (RecoveryRun run = new Builder().topics(1).window(100).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			run.publish(10);
			awaitLast(10);
			run.messages().refuse();
			run.replay().refuse();
			run.publish(1000);
			run.messages().acceptAgain();
			run.replay().acceptAgain();
			awaitLast(1010);
			run.publish(10);
			awaitLast(1020);
			assertThat(received()).containsExactlyElementsOf(
					IntStream.concat(IntStream.rangeClosed(1, 10), IntStream.rangeClosed(911, 1020)).boxed().toList());
			assertThat(receiving.subscriber().stats().lost()).isEqualTo(900);
		}
	}

	@Test
	void sizeOfTheWindowIsBoundedInBytesForAllTopicsTogether() throws Exception {
		try (RecoveryRun run = new Builder().topics(100).maxBytes(DataSize.ofKilobytes(512)).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			run.messages().refuse();
			run.replay().refuse();
			run.publish(10_000, "x".repeat(1000));
			run.messages().acceptAgain();
			run.replay().acceptAgain();
			EventsApplication.await()
				.atMost(RecoveryRun.TIMEOUT)
				.until(() -> run.published().keySet().stream().allMatch((topic) -> this.receiver.last(topic) == 100));
			long kept = run.published()
				.keySet()
				.stream()
				.mapToLong((topic) -> this.receiver.received(topic).size())
				.sum();
			assertThat(kept).isBetween(100L, 512L);
			// The connection may have been cut before the last marker arrived
			long lost = receiving.subscriber()
				.losses()
				.stream()
				.filter((loss) -> loss.topic().startsWith("topic."))
				.mapToLong(ZmqLoss::lost)
				.sum();
			assertThat(kept + lost).isEqualTo(10_000);
		}
	}

	@Test
	void deliveryGoesOnWhenNobodyAnswers() throws Exception {
		try (RecoveryRun run = new Builder().topics(1).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			run.publish(10);
			awaitLast(10);
			run.replay().refuse();
			drop(run, 5, 5);
			Stopwatch stopwatch = Stopwatch.start();
			run.publish(1);
			stopwatch.assertWithin(LONGEST_WAIT, () -> assertThat(this.receiver.last(TOPIC)).isEqualTo(16));
			assertThat(received()).containsExactlyElementsOf(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16));
			assertThat(receiving.subscriber().stats().lost()).isEqualTo(5);
		}
	}

	@Test
	void otherTopicsDoNotWaitForOneThatHasAGap() throws Exception {
		try (RecoveryRun run = new Builder().topics(2).start()) {
			run.subscribe(this.receiver, ReplayStart.LATEST);
			run.publish(10);
			awaitLast(5);
			run.replay().stall();
			drop(run, 2, 1);
			Stopwatch stopwatch = Stopwatch.start();
			run.publish(2);
			stopwatch.assertWithin(Duration.ofSeconds(1), () -> assertThat(this.receiver.last("topic.1")).isEqualTo(7));
			run.replay().goOn();
			awaitLast(7);
			this.receiver.assertComplete(run.published());
		}
	}

	private static void drop(RecoveryRun run, int published, int ofTheTopic) {
		AtomicInteger dropped = new AtomicInteger();
		run.messages().use((frames, random) -> {
			if (!new String(frames.get(0), StandardCharsets.US_ASCII).equals(TOPIC)) {
				return Verdict.FORWARD;
			}
			dropped.incrementAndGet();
			return Verdict.DROP;
		});
		run.publish(published);
		EventsApplication.await().until(() -> dropped.get() == ofTheTopic);
		run.messages().use((frames, random) -> Verdict.FORWARD);
	}

	private List<Integer> received() {
		return this.receiver.received(TOPIC);
	}

	private void awaitLast(int number) {
		EventsApplication.await().atMost(RecoveryRun.TIMEOUT).until(() -> this.receiver.last(TOPIC) == number);
	}

}
