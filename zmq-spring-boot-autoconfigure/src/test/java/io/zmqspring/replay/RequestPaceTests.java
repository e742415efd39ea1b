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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the rate of requests for messages.
 */
class RequestPaceTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private long now = 5;

	private final RequestPace pace = new RequestPace(this.now);

	private int takeAll() {
		int taken = 0;
		while (this.pace.take(this.now)) {
			taken++;
		}
		return taken;
	}

	@Test
	void someRequestsAreSentAtOnce() {
		assertThat(takeAll()).isEqualTo(RequestPace.BURST);
	}

	@Test
	void requestsInASecondStayBelowTheLimitOfThePublisher() {
		takeAll();
		int taken = 0;
		for (int i = 0; i < 1000; i++) {
			this.now += SECOND / 1000;
			taken += takeAll();
		}
		assertThat(taken).isBetween(RequestPace.REQUESTS - 1, RequestPace.REQUESTS);
	}

	@Test
	void pauseAllowsNoMoreThanTheBurst() {
		takeAll();
		this.now += 3600 * SECOND;
		assertThat(takeAll()).isEqualTo(RequestPace.BURST);
	}

	@Test
	void publisherRefusesNoneOfTheRequests() {
		RequestLimits limits = new RequestLimits();
		for (int i = 0; i < 10_000; i++) {
			this.now += SECOND / 1000;
			while (this.pace.take(this.now)) {
				assertThat(limits.check(new byte[] { 1 }, this.now)).isEqualTo(RequestLimits.Decision.ANSWER);
			}
		}
	}

}
