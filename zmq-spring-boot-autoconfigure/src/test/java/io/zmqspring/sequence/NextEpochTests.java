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
 * A publisher of very many topics: it begins again with number 1 in the next epoch, over
 * the same connection.
 */
class NextEpochTests {

	private static final String HERE = "10.0.0.1:5555";

	private static final long EPOCH = 0xa1;

	private final Object first = new Object();

	private final Object second = new Object();

	private final Arrivals arrivals = new Arrivals();

	private void arrive(String topic, long epoch, long number, Object over) {
		this.arrivals.arrive(topic, epoch, number, over, HERE);
	}

	private void run(long epoch, Object over) {
		arrive("t", epoch, 1, over);
		arrive("t", epoch, 2, over);
	}

	@Test
	void numbersOfTheNextEpochCountFromOne() {
		run(EPOCH, this.first);
		arrive("t", EPOCH + 1, 3, this.first);
		arrive("u", EPOCH + 1, 2, this.first);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2", "u 1-1");
		assertThat(this.arrivals.counts.restarts()).isEqualTo(1);
	}

	@Test
	void soDoTheyOfAPublisherThatConnects() {
		this.arrivals.arrive("t", EPOCH, 7, 8);
		this.arrivals.arrive("t", EPOCH + 1, 3);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2");
	}

	@Test
	void nextEpochIsNoSecondPublisher() {
		run(EPOCH, this.first);
		run(EPOCH + 1, this.first);
		arrive("t", 0xf1, 4, this.second);
		assertThat(this.arrivals.gaps).containsExactly("t 1-3");
	}

	@Test
	void epochsThatWereMissedDoNotMatter() {
		run(-3, this.first);
		// There is no epoch 0
		arrive("t", 2, 3, this.second);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2");
	}

	@Test
	void lastValueOfTheEpochBeforeDoesNotShowThatItWasWatched() {
		arrive("t", EPOCH, 7, this.first);
		arrive("t", EPOCH + 1, 50, this.first);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void topicThatWasSubscribedToMeanwhileStartsAnywhere() {
		run(EPOCH, this.first);
		this.arrivals.now = 5;
		this.arrivals.subscribe(5, 5);
		arrive("u", EPOCH + 1, 3, this.first);
		assertThat(this.arrivals.gaps).isEmpty();
	}

}
