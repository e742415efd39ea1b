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
 * The report of the controller about one pool.
 */
class PoolCounterTests {

	private final PoolCounter counter = new PoolCounter(2, Duration.ofMinutes(1));

	@Test
	void resultsAndBytesAreCountedSinceTheLastReport() {
		this.counter.begin("a");
		this.counter.begin("b");
		this.counter.result("a", 1000);
		this.counter.result("b", 600);
		assertThat(this.counter.reportAndReset()).matches("2 results 1\\.6 kB \\d+ ms");
		assertThat(this.counter.reportAndReset()).isEqualTo("0 results");
	}

	@Test
	void picturesAboveTheMaximumAreSkippedUntilResultsAreReceived() {
		assertThat(this.counter.begin("a")).isTrue();
		assertThat(this.counter.begin("b")).isTrue();
		assertThat(this.counter.begin("c")).isFalse();
		assertThat(this.counter.reportAndReset()).isEqualTo("0 results 1 skipped");
		this.counter.result("a", 1000);
		assertThat(this.counter.begin("d")).isTrue();
	}

	@Test
	void pictureThatNoWorkerAcceptsIsSkippedAndNoLongerOutstanding() {
		this.counter.begin("a");
		this.counter.begin("b");
		this.counter.notAccepted("a");
		assertThat(this.counter.begin("c")).isTrue();
		assertThat(this.counter.reportAndReset()).isEqualTo("0 results 1 skipped");
	}

	@Test
	void pictureWithoutResultIsOverdueAndNoLongerOutstanding() {
		PoolCounter withoutTimeout = new PoolCounter(1, Duration.ZERO);
		withoutTimeout.begin("a");
		assertThat(withoutTimeout.reportAndReset()).isEqualTo("0 results 1 overdue");
		assertThat(withoutTimeout.begin("b")).isTrue();
		withoutTimeout.result("b", 500);
		withoutTimeout.result("a", 500);
		assertThat(withoutTimeout.reportAndReset()).matches("2 results 1\\.0 kB \\d+ ms");
	}

	@Test
	void deadLetterIsReportedAndNoLongerOutstanding() {
		this.counter.begin("a");
		this.counter.begin("b");
		this.counter.deadLetter("a");
		assertThat(this.counter.begin("c")).isTrue();
		assertThat(this.counter.reportAndReset()).isEqualTo("0 results 1 given up");
	}

}
