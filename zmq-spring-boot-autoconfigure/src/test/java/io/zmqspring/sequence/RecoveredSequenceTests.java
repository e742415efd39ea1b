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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages whose order a recovery has checked, before and after those of a publisher that
 * is checked here.
 */
class RecoveredSequenceTests {

	private static final long A = 0xa;

	private static final long B = 0xb;

	private final Arrivals arrivals = new Arrivals();

	private final TopicSequence topic = this.arrivals.tracker.topic("t", new TopicCoverage(1, 1, 1));

	private void follow(long number) {
		this.arrivals.tracker.follow(this.topic, A, number, number, null, null);
	}

	@Test
	void onlyTheRecoveryReportsLosses() {
		follow(1);
		follow(5);
		assertThat(this.arrivals.gaps).isEmpty();
		this.arrivals.tracker.lost(this.topic, A, 6, 9);
		follow(10);
		assertThat(this.arrivals.gaps).containsExactly("t 6-9");
		assertThat(this.arrivals.counts.lost()).isEqualTo(4);
		assertThat(this.arrivals.report.losses()).singleElement()
			.satisfies((loss) -> assertThat(loss.lost()).isEqualTo(4));
	}

	@Test
	void lossIsNotTakenBack() {
		follow(1);
		this.arrivals.tracker.lost(this.topic, A, 2, 3);
		this.arrivals.arrive("t", A, 2);
		assertThat(this.arrivals.counts.lost()).isEqualTo(2);
	}

	@Test
	void publisherThatOffersReplayNoMoreIsCheckedFromThereOn() {
		follow(1);
		follow(2);
		this.arrivals.arrive("t", A, 3, 5);
		assertThat(this.arrivals.gaps).containsExactly("t 4-4");
	}

	@Test
	void onlyNumbersThatNoRecoveryHasCheckedAreNamed() {
		this.arrivals.arrive("t", B, 1, 2);
		follow(7);
		assertThat(this.arrivals.tracker.lastWithoutRecovery("t", B)).isEqualTo(2);
		assertThat(this.arrivals.tracker.lastWithoutRecovery("t", A)).isZero();
		assertThat(this.arrivals.tracker.lastWithoutRecovery("u", B)).isZero();
	}

}
