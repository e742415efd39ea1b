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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher that is started again at its address: its numbers count from 1.
 */
class RestartedPublisherTests {

	private static final String HERE = "10.0.0.1:5555";

	private static final String THERE = "10.0.0.2:5555";

	private static final long OLD = 0xa;

	private static final long NEW = 0xb00;

	private final Object first = new Object();

	private final Object second = new Object();

	private final Arrivals arrivals = new Arrivals();

	@Test
	void messagesBeforeTheFirstOneThatArrivesAreLost() {
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.arrive("t", NEW, 3, this.second, HERE);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2");
		assertThat(this.arrivals.counts.restarts()).isEqualTo(1);
		this.arrivals.arrive("t", NEW, 2, this.second, HERE);
		assertThat(this.arrivals.counts.lost()).isEqualTo(1);
	}

	@Test
	void soAreThoseOfATopicThatHadNoMessageBefore() {
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.arrive("t", NEW, 1, this.second, HERE);
		this.arrivals.arrive("u", NEW, 3, this.second, HERE);
		assertThat(this.arrivals.gaps).containsExactly("u 1-2");
	}

	@Test
	void topicThatWasSubscribedToAfterTheLastMessageStartsAnywhere() {
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.now = 5;
		this.arrivals.subscribe(5, 5);
		this.arrivals.arrive("u", NEW, 3, this.second, HERE);
		this.arrivals.subscribe(1, 1);
		this.arrivals.arrive("t", NEW, 3, this.second, HERE);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2");
	}

	@Test
	void topicThatWasSubscribedToBeforeTheLastMessageCountsFromOne() {
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.now = 5;
		this.arrivals.subscribe(1, 1);
		this.arrivals.arrive("t", OLD, 8, this.first, HERE);
		this.arrivals.subscribe(5, 5);
		this.arrivals.arrive("u", NEW, 3, this.second, HERE);
		assertThat(this.arrivals.gaps).containsExactly("u 1-2");
	}

	@Test
	void anotherPublisherAtAnotherAddressIsNoRestart() {
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.arrive("t", NEW, 3, this.second, THERE);
		assertThat(this.arrivals.gaps).isEmpty();
		assertThat(this.arrivals.counts.restarts()).isZero();
		this.arrivals.arrive("t", 0xc00, 4, new Object(), HERE);
		assertThat(this.arrivals.gaps).containsExactly("t 1-3");
		assertThat(this.arrivals.counts.restarts()).isEqualTo(1);
	}

	@Test
	void publisherBehindAProxyStartsAnywhere() {
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.arrive("t", NEW, 3, this.first, HERE);
		assertThat(this.arrivals.gaps).isEmpty();
		// The proxy is restarted, and a third publisher uses it
		this.arrivals.arrive("t", 0xc00, 5, this.second, HERE);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void publisherBehindAProxyThatWasConnectedAgainStartsAnywhere() {
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.arrive("t", OLD, 8, this.second, HERE);
		this.arrivals.arrive("t", NEW, 3, this.second, HERE);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void publishersThatTakeTurnsAtAnAddressStartAnywhere() {
		this.arrivals.arrive("t", OLD, 1, this.first, HERE);
		this.arrivals.arrive("t", NEW, 1, this.second, HERE);
		this.arrivals.arrive("t", OLD, 2, new Object(), HERE);
		this.arrivals.arrive("t", 0xc00, 5, new Object(), HERE);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void lateMessageOfTheOldConnectionDoesNotMatter() {
		this.arrivals.arrive("t", OLD, 1, this.first, HERE);
		this.arrivals.arrive("t", NEW, 2, this.second, HERE);
		this.arrivals.arrive("t", OLD, 2, this.first, HERE);
		this.arrivals.arrive("t", 0xc00, 4, new Object(), HERE);
		assertThat(this.arrivals.gaps).containsExactly("t 1-1", "t 1-3");
		assertThat(this.arrivals.counts.restarts()).isEqualTo(2);
	}

	@Test
	void cutConnectionIsNoRestart() {
		this.arrivals.arrive("t", OLD, 1, this.first, HERE);
		this.arrivals.arrive("t", OLD, 4, this.second, HERE);
		assertThat(this.arrivals.gaps).containsExactly("t 2-3");
		assertThat(this.arrivals.counts.restarts()).isZero();
	}

	@Test
	void publisherThatConnectsOrHasNoConnectionStartsAnywhere() {
		for (Object connection : new Object[] { this.first, this.second }) {
			this.arrivals.arrive("t", System.identityHashCode(connection), 5, connection, null);
		}
		this.arrivals.arrive("t", NEW, 9);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void forgottenTopicDoesNotCountFromOneAgain() {
		this.arrivals.arrive("t", OLD, 1, this.first, HERE);
		this.arrivals.arrive("t", NEW, 1, this.second, HERE);
		for (int i = 0; i < 2 * SequenceTracker.MOST_TOPICS; i++) {
			this.arrivals.arrive("topic-" + i, NEW, 1, this.second, HERE);
		}
		this.arrivals.arrive("t", NEW, 50, this.second, HERE);
		assertThat(this.arrivals.gaps).isEmpty();
	}

	@Test
	void topicsThatWereNotForgottenStillCountFromOne() {
		this.arrivals.arrive("t", OLD, 1, this.first, HERE);
		this.arrivals.arrive("t", NEW, 1, this.second, HERE);
		for (int i = 0; i < 2 * SequenceTracker.MOST_TOPICS; i++) {
			this.arrivals.arrive("topic-" + i, NEW, 1, this.second, HERE);
		}
		int missed = 0;
		for (int i = 0; i < 100; i++) {
			this.arrivals.arrive("other-" + i, NEW, 3, this.second, HERE);
			missed += this.arrivals.gaps.contains("other-" + i + " 1-2") ? 1 : 0;
		}
		// Some of them may look like forgotten ones
		assertThat(missed).isGreaterThan(80);
	}

	@Test
	void forgottenTopicsCountFromOneAfterAnotherRestart() {
		this.arrivals.arrive("t", OLD, 1, this.first, HERE);
		this.arrivals.arrive("t", NEW, 1, this.second, HERE);
		for (int i = 0; i < 2 * SequenceTracker.MOST_TOPICS; i++) {
			this.arrivals.arrive("topic-" + i, NEW, 1, this.second, HERE);
		}
		this.arrivals.arrive("t", 0xc00, 3, new Object(), HERE);
		assertThat(this.arrivals.gaps).containsExactly("t 1-2");
	}

	@Test
	void firstGapAfterTheRestartIsLostAlsoIfAnEarlierSubscriptionHasJustEnded() {
		this.arrivals.now = 100;
		this.arrivals.subscribe(100, 160);
		this.arrivals.arrive("t", OLD, 7, this.first, HERE);
		this.arrivals.arrive("t", NEW, 1, this.second, HERE);
		this.arrivals.arrive("t", NEW, 4, this.second, HERE);
		assertThat(this.arrivals.gaps).containsExactly("t 2-3");
	}

	@Test
	void restartsOfManyPublishersAreBounded() {
		for (int i = 1; i < 5000; i++) {
			this.arrivals.arrive("t", i, 1, new Object(), "10.0.0.1:" + i);
		}
		List<String> before = List.copyOf(this.arrivals.gaps);
		// Its first epoch was forgotten, so this one may be the same
		this.arrivals.arrive("t", 70_000, 5, this.first, "10.0.0.1:1");
		assertThat(this.arrivals.gaps).isEqualTo(before);
	}

}
