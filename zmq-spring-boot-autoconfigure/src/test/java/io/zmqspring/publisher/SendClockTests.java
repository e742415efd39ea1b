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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher writes no time of sending that is in the future, also if its thread has to
 * wait while it compares the clocks.
 */
class SendClockTests {

	private static final long DIFFERENCE = 1_000_000_000_000L;

	private static final long WAIT = 4_000_000;

	private final Deque<Long> waits = new ArrayDeque<>();

	private long nanos = 1;

	@Test
	void waitBetweenTheClocksIsNoPartOfTheDifference() {
		this.waits.addAll(List.of(WAIT, WAIT));
		assertThat(offset()).isEqualTo(DIFFERENCE);
	}

	@Test
	void differenceIsNotTooLargeIfTheThreadWaitsEachTime() {
		for (int i = 0; i < 100; i++) {
			this.waits.add(WAIT);
		}
		assertThat(offset()).isLessThanOrEqualTo(DIFFERENCE);
	}

	@Test
	void timesIncrease() {
		SendClock clock = new SendClock();
		clock.continueAfter(Long.MAX_VALUE / 2);
		assertThat(clock.next()).isLessThan(clock.next());
	}

	private long offset() {
		return SendClock.offset(() -> this.nanos, () -> {
			Long wait = this.waits.poll();
			this.nanos += (wait != null) ? wait : 0;
			return Instant.ofEpochSecond(0, this.nanos + DIFFERENCE);
		});
	}

}
