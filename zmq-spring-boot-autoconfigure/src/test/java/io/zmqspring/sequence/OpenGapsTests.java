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

package io.zmqspring.sequence;

import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The missing numbers of a topic.
 */
class OpenGapsTests {

	private final OpenGaps gaps = new OpenGaps();

	@Test
	void eachNumberOfARangeIsMissingOnce() {
		this.gaps.add(3, 5);
		assertThat(this.gaps.fill(2)).isFalse();
		assertThat(this.gaps.fill(6)).isFalse();
		for (long number : new long[] { 4, 3, 5 }) {
			assertThat(this.gaps.fill(number)).isTrue();
			assertThat(this.gaps.fill(number)).isFalse();
		}
	}

	@Test
	void lowestRangeIsForgottenWhenThereAreTooMany() {
		for (int i = 0; i <= OpenGaps.MOST; i++) {
			this.gaps.add(10 * i + 1, 10 * i + 3);
		}
		assertThat(this.gaps.fill(1)).isFalse();
		assertThat(this.gaps.mayHaveMissed(3)).isTrue();
		assertThat(this.gaps.mayHaveMissed(4)).isFalse();
		assertThat(this.gaps.fill(11)).isTrue();
		assertThat(this.gaps.fill(10 * OpenGaps.MOST + 2)).isTrue();
	}

	@Test
	void lowestRangeOfTooManyKeepsItsUpperPartWhenItIsSplit() {
		for (int i = 0; i < OpenGaps.MOST; i++) {
			this.gaps.add(10 * i + 1, 10 * i + 3);
		}
		assertThat(this.gaps.fill(2)).isTrue();
		assertThat(this.gaps.fill(3)).isTrue();
		assertThat(this.gaps.fill(1)).isFalse();
		assertThat(this.gaps.mayHaveMissed(1)).isTrue();
		assertThat(this.gaps.mayHaveMissed(2)).isFalse();
		assertThat(this.gaps.fill(11)).isTrue();
	}

	@Test
	void numbersNearTheLargestLongAreCompared() {
		this.gaps.add(1, Long.MAX_VALUE - 2);
		assertThat(this.gaps.fill(Long.MAX_VALUE - 2)).isTrue();
		assertThat(this.gaps.fill(1)).isTrue();
		assertThat(this.gaps.fill(Long.MAX_VALUE - 2)).isFalse();
		assertThat(this.gaps.fill(Long.MAX_VALUE - 3)).isTrue();
	}

	@RepeatedTest(50)
	void agreesWithASetWhileThereAreFewRanges(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		TreeSet<Long> missing = new TreeSet<>();
		long next = 1;
		for (int i = 0; i < 2000; i++) {
			if (ranges(missing) < OpenGaps.MOST - 1 && random.nextInt(3) == 0) {
				long from = next + 1 + random.nextInt(3);
				long to = from + random.nextInt(5);
				this.gaps.add(from, to);
				for (long number = from; number <= to; number++) {
					missing.add(number);
				}
				next = to + 1;
			}
			long number = random.nextLong(Math.max(1, next - 40), next + 2);
			assertThat(this.gaps.fill(number)).as("%s of %s", number, missing).isEqualTo(missing.remove(number));
		}
	}

	private static int ranges(TreeSet<Long> numbers) {
		int ranges = 0;
		long before = Long.MIN_VALUE;
		for (long number : numbers) {
			ranges += (number != before + 1) ? 1 : 0;
			before = number;
		}
		return ranges;
	}

}
