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

package io.zmqspring.benchmarks.figures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SeriesTests {

	@Test
	void medianOfTheRatiosIsNotTheRatioOfTheMedians() {
		Series own = series(Map.of(0, 90.0, 1, 10.0, 2, 50.0));
		Series base = series(Map.of(0, 100.0, 1, 10.0, 2, 100.0));
		assertThat(own.ratioTo(base).median()).isEqualTo(0.9);
		assertThat(own.median() / base.median()).isEqualTo(0.5);
	}

	@Test
	void comparesOnlyRoundsThatBothHave() {
		assertThat(series(Map.of(0, 1.0, 1, 5.0)).minus(series(Map.of(1, 2.0, 2, 7.0))).byRound())
			.isEqualTo(Map.of(1, 3.0));
	}

	@Test
	void leavesOutWarmUps() {
		assertThat(Series.of(List.of(-1, 0, 1), (round) -> round, (round) -> round).byRound())
			.isEqualTo(Map.of(0, 0.0, 1, 1.0));
	}

	@Test
	void refusesARoundThatIsThereTwice() {
		assertThatIllegalStateException().isThrownBy(() -> Series.of(List.of(0, 0), (round) -> round, (round) -> 1));
	}

	@Test
	void interpolatesQuantiles() {
		Series series = series(Map.of(0, 4.0, 1, 1.0, 2, 3.0, 3, 2.0));
		assertThat(series.median()).isEqualTo(2.5);
		assertThat(series.quantile(0.25)).isEqualTo(1.75);
		assertThat(series.max()).isEqualTo(4);
	}

	@Test
	void nothingHasNoMedian() {
		assertThat(series(Map.of()).median()).isNaN();
	}

	private static Series series(Map<Integer, Double> byRound) {
		return new Series(new TreeMap<>(byRound));
	}

}
