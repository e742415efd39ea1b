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

package io.zmqspring.replay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much peers may ask for, and how much time the answers may take.
 */
class RequestLimitsTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final RequestLimits limits = new RequestLimits();

	private static byte[] peer(int number) {
		return ByteBuffer.allocate(4).putInt(number).array();
	}

	@Test
	void peerMayAskAHundredTimesPerSecond() {
		int answered = 0;
		for (int i = 0; i < 2000; i++) {
			if (this.limits.check(peer(1), i * SECOND / 1000) == RequestLimits.Decision.ANSWER) {
				answered++;
			}
		}
		assertThat(answered).isBetween(298, 302);
	}

	@Test
	void peerIsToldOncePerSecondThatItAsksTooOften() {
		int refused = 0;
		for (int i = 0; i < 3000; i++) {
			if (this.limits.check(peer(1), i * SECOND / 1000) == RequestLimits.Decision.REFUSE) {
				refused++;
			}
		}
		assertThat(refused).isBetween(2, 3);
		assertThat(this.limits.check(peer(2), 3 * SECOND)).isEqualTo(RequestLimits.Decision.ANSWER);
	}

	@Test
	void answersBecomeSmallerTheMorePeersAsk() {
		this.limits.check(peer(0), 0);
		assertThat(this.limits.mostBytes(0)).isEqualTo(RequestLimits.LARGEST_ANSWER);
		for (int i = 1; i <= 50; i++) {
			this.limits.check(peer(i), SECOND / 2);
		}
		assertThat(this.limits.mostBytes(SECOND / 2)).isBetween(150_000, 170_000);
		for (int i = 0; i < 3000; i++) {
			this.limits.check(peer(i), SECOND);
		}
		assertThat(this.limits.mostBytes(SECOND)).isEqualTo(RequestLimits.SMALLEST_ANSWER);
		this.limits.check(peer(0), 5 * SECOND);
		assertThat(this.limits.mostBytes(5 * SECOND)).isEqualTo(RequestLimits.LARGEST_ANSWER);
	}

	@Test
	void numberOfPeersIsBounded() {
		for (int i = 0; i < 100_000; i++) {
			this.limits.check(peer(i), i);
		}
		assertThat(this.limits.peers()).isEqualTo(4096);
	}

	@Test
	void answersTakeAFifthOfTheTime() {
		WorkSlices slices = new WorkSlices(0);
		long now = 0;
		long worked = 0;
		while (now < 10 * SECOND) {
			long work = SECOND / 1000;
			now += work;
			worked += work;
			now += slices.add(work, 1000, 1, now);
		}
		assertThat(worked).isBetween(19 * SECOND / 10, 21 * SECOND / 10);
	}

	@Test
	void answersTakeFortyMegabytesPerSecond() {
		WorkSlices slices = new WorkSlices(0);
		long now = 0;
		long sent = 0;
		while (now < 10 * SECOND) {
			now += 1000;
			sent += 1_000_000;
			now += slices.add(1000, 1_000_000, 1, now);
		}
		assertThat(sent / 10).isBetween(39_000_000L, 44_000_000L);
	}

	@Test
	void smallMessagesCountForTheWorkOfOtherThreads() {
		WorkSlices slices = new WorkSlices(0);
		long now = 0;
		long messages = 0;
		while (now < 10 * SECOND) {
			now += 1000;
			messages += 500;
			now += slices.add(1000, 500 * 80, 500, now);
		}
		assertThat(messages / 10).isBetween(115_000L, 130_000L);
	}

	@Test
	void onlyTimeOnAProcessorIsWork() {
		long begin = System.nanoTime();
		long workBegin = WorkTime.now();
		while (System.nanoTime() - begin < SECOND / 5) {
			LockSupport.parkNanos(SECOND / 5);
		}
		assertThat(WorkTime.now() - workBegin).isLessThan(SECOND / 10);
	}

	@Test
	void workIsMeasured() {
		long workBegin = WorkTime.now();
		long deadline = System.nanoTime() + 10 * SECOND;
		while (WorkTime.now() - workBegin < SECOND / 100) {
			assertThat(System.nanoTime() - deadline).isNegative();
		}
	}

	@Test
	void restIsShortAfterAHugeAnswer() {
		assertThat(new WorkSlices(0).add(1000, 2_000_000_000, 1, SECOND)).isEqualTo(SECOND / 4);
	}

}
