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
 * A publisher with last values that is stopped and started in its process: a new
 * connection begins with messages from before the stop.
 */
class LastValueSequenceTests {

	private static final String HERE = "10.0.0.1:5555";

	private static final long OLD = 0xa1;

	private static final long NEW = 0xb100;

	private static final long NEXT = 0xc1000;

	private final Object first = new Object();

	private final Object second = new Object();

	private final Object third = new Object();

	private final Arrivals arrivals = new Arrivals();

	private void arrive(String topic, long epoch, long from, long to, Object over) {
		for (long number = from; number <= to; number++) {
			this.arrivals.arrive(topic, epoch, number, over, HERE);
		}
	}

	private Arrival value(long sent, String topic, long epoch, long number, Object over) {
		return this.arrivals.arriveLater(sent, topic, epoch, number, over, HERE);
	}

	@Test
	void restartIsRecognizedAfterValuesThatAreKnown() {
		arrive("t", OLD, 1, 3, this.first);
		arrive("u", OLD, 1, 2, this.first);
		assertThat(value(3, "t", OLD, 3, this.second)).isEqualTo(Arrival.DUPLICATE);
		assertThat(value(5, "u", OLD, 2, this.second)).isEqualTo(Arrival.DUPLICATE);
		arrive("t", NEW, 3, 4, this.second);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2");
		assertThat(this.arrivals.counts.restarts()).isEqualTo(1);
	}

	@Test
	void nextRestartIsRecognizedToo() {
		restartIsRecognizedAfterValuesThatAreKnown();
		assertThat(value(5, "u", OLD, 2, this.third)).isEqualTo(Arrival.DUPLICATE);
		arrive("t", NEXT, 2, 2, this.third);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2", "t 1-1");
		assertThat(this.arrivals.counts.restarts()).isEqualTo(2);
	}

	@Test
	void valueFromBeforeTheStartThatComesAfterOneOfTheNewRunIsNoSecondPublisher() {
		arrive("t", OLD, 1, 3, this.first);
		this.arrivals.sentAt = 100;
		arrive("t", NEW, 1, 3, this.second);
		// The topic was subscribed to just now
		value(50, "u", OLD, 7, this.second);
		assertThat(this.arrivals.counts.restarts()).isEqualTo(1);
		arrive("t", NEW, 4, 4, this.second);
		arrive("t", NEXT, 3, 3, this.third);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2");
	}

	@Test
	void subscriberThatJoinsAfterTheStopRecognizesTheNextRestart() {
		value(50, "t", OLD, 7, this.first);
		value(40, "u", 0xff, 3, this.first);
		this.arrivals.sentAt = 100;
		arrive("t", NEW, 5, 8, this.first);
		assertThat(this.arrivals.gaps).isEmpty();
		arrive("t", NEXT, 2, 2, this.second);
		assertThat(this.arrivals.gaps).containsExactly("t 1-1");
	}

	@Test
	void secondPublisherOfAProxyIsFoundByItsNextMessageOfATopic() {
		// Its clock is behind
		value(50, "t", OLD, 7, this.first);
		this.arrivals.sentAt = 100;
		arrive("t", NEW, 5, 8, this.first);
		value(51, "t", OLD, 8, this.first);
		arrive("t", NEXT, 9, 9, this.second);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void secondPublisherOfAProxyIsFoundByItsTimes() {
		arrive("t", OLD, 7, 7, this.first);
		arrive("t", NEW, 5, 8, this.first);
		arrive("u", OLD, 1, 1, this.first);
		arrive("v", OLD, 1, 1, this.first);
		arrive("t", NEXT, 9, 9, this.second);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void valueThatIsKnownDoesNotProlongTheLifeOfItsPublisher() {
		arrive("t", OLD, 1, 3, this.first);
		this.arrivals.now = 5;
		this.arrivals.subscribe(1, 1);
		value(3, "t", OLD, 3, this.second);
		this.arrivals.subscribe(5, 5);
		// Sent before the topic was subscribed to
		arrive("u", NEW, 3, 3, this.second);
		assertThat(this.arrivals.gaps).isEmpty();
	}

}
