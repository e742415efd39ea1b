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

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.zmqspring.role.ZmqLoss;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lost, repeated and late messages by their numbers.
 */
class SequenceTrackerTests {

	private static final long A = 0xa;

	private static final long B = 0xb00;

	private final Arrivals arrivals = new Arrivals();

	private void assertCounts(long lost, long duplicates, long reordered, long restarts) {
		assertThat(List.of(this.arrivals.counts.lost(), this.arrivals.counts.duplicates(),
				this.arrivals.counts.reordered(), this.arrivals.counts.restarts()))
			.as("lost, duplicates, reordered, restarts")
			.containsExactly(lost, duplicates, reordered, restarts);
	}

	@Test
	void lateJoinerMissesNothing() {
		this.arrivals.arrive("t", A, 1000, 1001, 1002);
		assertCounts(0, 0, 0, 0);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void gapIsReportedOnceWithItsRange() {
		this.arrivals.arrive("t", A, 1, 2, 5, 6, 9);
		assertCounts(4, 0, 0, 0);
		assertThat(this.arrivals.gaps).containsExactly("t 3-4", "t 7-8");
	}

	@Test
	void messageThatArrivesLateIsNotLost() {
		this.arrivals.arrive("t", A, 1, 4, 3);
		assertCounts(1, 0, 1, 0);
		this.arrivals.arrive("t", A, 2, 5);
		assertCounts(0, 0, 2, 0);
	}

	@Test
	void messageThatArrivesAgainIsADuplicate() {
		this.arrivals.arrive("t", A, 1, 1, 2, 3, 2, 1);
		assertCounts(0, 3, 0, 0);
		this.arrivals.arrive("t", A, 6, 5, 5);
		assertCounts(1, 4, 1, 0);
	}

	@Test
	void messageFromBeforeTheFirstOneIsLateButNotADuplicate() {
		this.arrivals.arrive("t", A, 10, 8, 11);
		assertCounts(0, 0, 1, 0);
	}

	@Test
	void messageThatMayHaveBeenMissingIsNoDuplicate() {
		// One gap more than is remembered
		for (int i = 0; i <= OpenGaps.MOST + 1; i++) {
			this.arrivals.arrive("t", A, 3 * i + 1);
		}
		assertThat(this.arrivals.arriveLater(1, "t", A, 2, null, null)).isEqualTo(Arrival.LATE);
		assertThat(this.arrivals.arriveLater(1, "t", A, 1, null, null)).isEqualTo(Arrival.LATE);
		assertThat(this.arrivals.arriveLater(1, "t", A, 4, null, null)).isEqualTo(Arrival.DUPLICATE);
		assertThat(this.arrivals.arriveLater(1, "t", A, 5, null, null)).isEqualTo(Arrival.LATE);
		assertThat(this.arrivals.arriveLater(1, "t", A, 5, null, null)).isEqualTo(Arrival.DUPLICATE);
		assertCounts(2 * OpenGaps.MOST + 1, 2, 3, 0);
	}

	@Test
	void messagesOfTwoPathsAreHandledOnce() {
		Object one = new Object();
		Object other = new Object();
		for (long number = 1; number <= 100; number++) {
			// Each path loses messages that the other one has
			boolean lost = number % 10 == 0;
			Arrival early = lost ? Arrival.DUPLICATE : this.arrivals.arriveLater(number, "t", A, number, one, "one");
			Arrival late = (number % 10 == 5) ? Arrival.DUPLICATE
					: this.arrivals.arriveLater(number, "t", A, number, other, "other");
			assertThat(early == Arrival.DUPLICATE).as("first path, message %s", number).isEqualTo(lost);
			assertThat(late == Arrival.DUPLICATE).as("second path, message %s", number).isEqualTo(!lost);
		}
		assertCounts(0, 80, 0, 0);
	}

	@Test
	void topicsAreNumberedOnTheirOwn() {
		this.arrivals.arrive("t", A, 1, 2);
		this.arrivals.arrive("u", A, 7, 9);
		this.arrivals.arrive("t", A, 3);
		assertCounts(1, 0, 0, 0);
	}

	@Test
	void publishersOfOneTopicAreNumberedOnTheirOwn() {
		for (int i = 1; i < 20; i++) {
			this.arrivals.arrive("t", A, i);
			this.arrivals.arrive("t", B, 100 + 2 * i);
		}
		assertCounts(18, 0, 0, 0);
	}

	@Test
	void anotherPublisherOfATopicCountsAsARestartUntilTheFirstOneSendsAgain() {
		this.arrivals.arrive("t", A, 1, 2);
		this.arrivals.arrive("t", B, 1);
		assertCounts(0, 0, 0, 1);
		this.arrivals.arrive("t", B, 2);
		this.arrivals.arrive("t", A, 3);
		assertCounts(0, 0, 0, 0);
		this.arrivals.arrive("t", B, 3);
		this.arrivals.arrive("t", A, 5);
		assertCounts(1, 0, 0, 0);
	}

	@Test
	void restartIsCountedOnceForAllTopics() {
		for (String topic : List.of("t", "u", "v")) {
			this.arrivals.arrive(topic, A, 1, 2, 3);
		}
		for (String topic : List.of("t", "u", "v")) {
			this.arrivals.arrive(topic, B, 4, 5);
		}
		assertCounts(0, 0, 0, 1);
	}

	@Test
	void ninthPublisherReplacesTheOneThatIsSilentLongest() {
		LongStream.rangeClosed(1, TopicSequence.MOST_EPOCHS + 1)
			.forEach((epoch) -> this.arrivals.arrive("t", epoch, 1));
		this.arrivals.arrive("t", 2, 3);
		assertThat(this.arrivals.gaps).containsExactly("t 2-2");
		this.arrivals.arrive("t", 1, 5);
		assertThat(this.arrivals.gaps).hasSize(1);
	}

	@Test
	void topicThatWasNotUsedRecentlyIsForgottenWhenThereAreTooMany() {
		for (int i = 0; i < SequenceTracker.MOST_TOPICS; i++) {
			this.arrivals.arrive("topic-" + i, A, 1);
		}
		assertThat(this.arrivals.forgotten).isZero();
		this.arrivals.arrive("one", A, 1);
		assertThat(this.arrivals.forgotten).isEqualTo(1);
		this.arrivals.arrive("topic-1", A, 3);
		this.arrivals.arrive("topic-2", A, 3);
		assertCounts(2, 0, 0, 0);
		this.arrivals.arrive("two", A, 1);
		// topic-0 was forgotten first, and topic-3 now
		this.arrivals.arrive("topic-0", A, 3);
		this.arrivals.arrive("topic-3", A, 3);
		assertCounts(2, 0, 0, 0);
		this.arrivals.arrive("topic-1", A, 5);
		this.arrivals.arrive("topic-2", A, 5);
		assertCounts(4, 0, 0, 0);
	}

	@Test
	void hugeGapsDoNotMakeTheCountNegative() {
		this.arrivals.arrive("t", A, 1, Long.MAX_VALUE - 1);
		this.arrivals.arrive("u", A, 1, Long.MAX_VALUE - 1);
		assertThat(this.arrivals.counts.lost()).isEqualTo(Long.MAX_VALUE);
		this.arrivals.arrive("t", A, 2);
		assertThat(this.arrivals.counts.lost()).isEqualTo(Long.MAX_VALUE - 1);
	}

	@Test
	void reportHasTheLargestLossFirst() {
		Instant before = Instant.now();
		this.arrivals.arrive("few", A, 1, 3);
		this.arrivals.arrive("many", A, 1, 10, 20);
		this.arrivals.arrive("none", A, 1, 3, 2);
		List<ZmqLoss> losses = this.arrivals.report.losses();
		assertThat(losses).extracting(ZmqLoss::topic).containsExactly("many", "few");
		assertThat(losses.get(0)).returns("000000000000000a", ZmqLoss::publisher)
			.returns(2L, ZmqLoss::gaps)
			.returns(17L, ZmqLoss::lost);
		assertThat(losses.get(0).firstAt()).isBetween(before, losses.get(0).lastAt());
	}

	@Test
	void reportKeepsTheLargestOfManyLosses() {
		for (int i = 0; i < 10_000; i++) {
			this.arrivals.arrive("topic-" + i, A, 1, 3 + i);
		}
		assertThat(this.arrivals.report.losses()).hasSize(LossReport.MOST_REPORTED)
			.first()
			.returns("topic-9999", ZmqLoss::topic)
			.returns(10_000L, ZmqLoss::lost);
		// Forgotten meanwhile
		this.arrivals.arrive("topic-0", A, 1_000_000);
		assertThat(this.arrivals.report.losses()).first().returns("topic-0", ZmqLoss::topic).returns(2L, ZmqLoss::gaps);
	}

	@Test
	void everythingButTheCountsIsForgottenByAStop() {
		this.arrivals.arrive("t", A, 1, 3);
		this.arrivals.tracker.forget();
		this.arrivals.arrive("t", A, 9, 11);
		assertCounts(2, 0, 0, 0);
		assertThat(this.arrivals.gaps).containsExactly("t 2-2", "t 10-10");
	}

}
