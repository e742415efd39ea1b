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

package io.zmqspring.sample.controller;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the controller says of a pool.
 */
class PoolTallyTests {

	private final PoolTally tally = new PoolTally(2, Duration.ofMinutes(1));

	@Test
	void resultsAndBytesAreCountedSinceLastAsked() {
		this.tally.begin("a");
		this.tally.begin("b");
		this.tally.result("a", 1000);
		this.tally.result("b", 600);
		assertThat(this.tally.drain()).matches("2 results 1\\.6 kB \\d+ ms");
		assertThat(this.tally.drain()).isEqualTo("0 results");
	}

	@Test
	void picturesAboveTheBoundAreSkippedUntilResultsCome() {
		assertThat(this.tally.begin("a")).isTrue();
		assertThat(this.tally.begin("b")).isTrue();
		assertThat(this.tally.begin("c")).isFalse();
		assertThat(this.tally.drain()).isEqualTo("0 results 1 skipped");
		this.tally.result("a", 1000);
		assertThat(this.tally.begin("d")).isTrue();
	}

	@Test
	void pictureNoWorkerTookIsSkippedAndMakesRoom() {
		this.tally.begin("a");
		this.tally.begin("b");
		this.tally.refused("a");
		assertThat(this.tally.begin("c")).isTrue();
		assertThat(this.tally.drain()).isEqualTo("0 results 1 skipped");
	}

	@Test
	void pictureWithoutResultIsOverdueOnceAndMakesRoom() {
		PoolTally impatient = new PoolTally(1, Duration.ZERO);
		impatient.begin("a");
		assertThat(impatient.drain()).isEqualTo("0 results 1 overdue");
		assertThat(impatient.begin("b")).isTrue();
		impatient.result("b", 500);
		impatient.result("a", 500);
		assertThat(impatient.drain()).matches("2 results 1\\.0 kB \\d+ ms");
	}

	@Test
	void pictureGivenUpIsSaidAndMakesRoom() {
		this.tally.begin("a");
		this.tally.begin("b");
		this.tally.giveUp("a");
		assertThat(this.tally.begin("c")).isTrue();
		assertThat(this.tally.drain()).isEqualTo("0 results 1 given up");
	}

}
