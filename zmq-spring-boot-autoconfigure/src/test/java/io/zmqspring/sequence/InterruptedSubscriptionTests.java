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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A topic that is not subscribed to for a while: what is sent meanwhile is not lost.
 */
class InterruptedSubscriptionTests {

	private static final long A = 0xa;

	private final Arrivals arrivals = new Arrivals();

	@BeforeEach
	void receive() {
		this.arrivals.arrive("t", A, 9, 10);
	}

	private void interrupt(long ended, long subscribedAgain) {
		this.arrivals.now = subscribedAgain;
		this.arrivals.subscribe(subscribedAgain, ended + 60);
	}

	@Test
	void gapOfTheInterruptionIsNotLost() {
		interrupt(100, 110);
		this.arrivals.arrive("t", A, 20, 21);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void norIsItAfterALongTime() {
		interrupt(100, 1000);
		this.arrivals.now = 2000;
		this.arrivals.arrive("t", A, 20, 21);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void messageFromBeforeTheInterruptionMayComeFirst() {
		interrupt(100, 110);
		this.arrivals.arrive("t", A, 11, 12, 20);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void soMayTheFirstMessageEver() {
		interrupt(100, 110);
		this.arrivals.arrive("u", A, 11, 12, 20);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void secondGapIsLost() {
		interrupt(100, 110);
		this.arrivals.arrive("t", A, 20, 22);
		assertThat(this.arrivals.gaps).containsExactly("t 21-21");
	}

	@Test
	void gapIsLostWhenNoMessageFromBeforeCanBeUnderWay() {
		interrupt(100, 110);
		this.arrivals.arrive("t", A, 11);
		this.arrivals.now = 200;
		this.arrivals.arrive("t", A, 20);
		assertThat(this.arrivals.gaps).containsExactly("t 12-19");
	}

	@Test
	void changeOfOtherSubscriptionsDoesNotMatter() {
		this.arrivals.now = 50;
		this.arrivals.subscribe(1, 1);
		this.arrivals.arrive("t", A, 12);
		this.arrivals.now = 70;
		this.arrivals.subscribe(1, 1);
		this.arrivals.arrive("t", A, 13, 15);
		assertThat(this.arrivals.gaps).containsExactly("t 11-11", "t 14-14");
	}

	@Test
	void messageThatIsMissingFromBeforeTheInterruptionIsFoundAfterIt() {
		this.arrivals.arrive("t", A, 12);
		interrupt(100, 110);
		this.arrivals.arrive("t", A, 11, 20);
		assertThat(this.arrivals.counts.lost()).isZero();
		assertThat(this.arrivals.counts.reordered()).isEqualTo(1);
	}

	@Test
	void lastValueThatComesAgainIsNoDuplicate() {
		interrupt(100, 110);
		this.arrivals.arrive("t", A, 10);
		assertThat(this.arrivals.counts.duplicates()).isZero();
		this.arrivals.arrive("t", A, 10, 11);
		assertThat(this.arrivals.counts.duplicates()).isEqualTo(1);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void everyPublisherOfTheTopicIsInterrupted() {
		this.arrivals.arrive("t", 0xb00, 1);
		interrupt(100, 110);
		this.arrivals.arrive("t", A, 20);
		this.arrivals.arrive("t", 0xb00, 5, 7);
		assertThat(this.arrivals.gaps).containsExactly("t 6-6");
	}

}
