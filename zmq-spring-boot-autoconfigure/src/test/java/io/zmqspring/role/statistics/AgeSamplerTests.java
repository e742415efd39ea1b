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

package io.zmqspring.role.statistics;

import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.zmqspring.role.CallRecorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Which ages are measured, and what is recorded of the other messages.
 */
class AgeSamplerTests {

	private final AgeSampler sampler = new AgeSampler(new GuardedObserver("subscriber 'events'"));

	private final Recorded recorded = new Recorded();

	private int measured;

	private void receive(long age) {
		if (this.sampler.isNext()) {
			this.measured++;
			this.sampler.record(age);
		}
	}

	@Test
	void firstHundredMessagesOfATickAreMeasured() {
		this.sampler.recordTo(this.recorded);
		for (int tick = 1; tick <= 3; tick++) {
			for (int i = 1; i <= 100; i++) {
				receive((i == 77) ? 1_000_000 : i);
			}
			assertThat(this.measured).isEqualTo(100 * tick);
			this.sampler.tick();
			assertThat(this.recorded.count).isEqualTo(100 * tick);
			assertThat(this.recorded.max).isEqualTo(1_000_000);
		}
		assertThat(this.recorded.total).isEqualTo(3 * (LongStream.rangeClosed(1, 100).sum() - 77 + 1_000_000));
	}

	@Test
	void countIsExactAndTotalRightOnAverage() {
		this.sampler.recordTo(this.recorded);
		long total = 0;
		for (int tick = 0; tick < 20; tick++) {
			for (int i = 0; i < 50_000; i++) {
				long age = 1000 + i % 1000;
				total += age;
				receive(age);
			}
			this.sampler.tick();
		}
		assertThat(this.recorded.count).isEqualTo(1_000_000);
		assertThat((double) this.recorded.total / total).isCloseTo(1, within(0.05));
		assertThat(this.recorded.max).isLessThan(2000);
		assertThat(this.measured).isBetween(25_000, 40_000);
	}

	@Test
	void nothingFromBeforeTheRecorderIsRecorded() {
		for (int i = 0; i < 1000; i++) {
			receive(5);
		}
		this.sampler.tick();
		this.sampler.recordTo(this.recorded);
		this.sampler.tick();
		assertThat(this.recorded.count).isZero();
		receive(7);
		assertThat(this.recorded.count).isEqualTo(1);
	}

	private static final class Recorded implements CallRecorder {

		private long count;

		private long total;

		private long max;

		@Override
		public void record(long nanos, long times, @Nullable String exception) {
			this.count += times;
			this.total += nanos * times;
			this.max = Math.max(this.max, nanos);
		}

	}

}
