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

package io.zmqspring.socket.engine.joining;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a subscriber may get all values.
 */
class JoinPaceTests {

	private final JoinPace pace = new JoinPace();

	@Test
	void firstSubscriptionNeverWaits() {
		assertThat(this.pace.mustWait(0)).isFalse();
		assertThat(this.pace.mustWait(Long.MIN_VALUE)).isFalse();
	}

	@Test
	void manySmallSubscriptionsDoNotWait() {
		for (int i = 0; i < 20_000; i++) {
			assertThat(this.pace.mustWait(0)).isFalse();
			this.pace.spend(0, 1);
		}
	}

	@Test
	void subscriberThatGetsEverythingAgainAndAgainWaits() {
		long seconds = 10;
		long values = 0;
		for (long now = 0; now < TimeUnit.SECONDS.toNanos(seconds); now += TimeUnit.MILLISECONDS.toNanos(1)) {
			if (!this.pace.mustWait(now)) {
				this.pace.spend(now, 10_000);
				values += 10_000;
			}
		}
		assertThat(values).isBetween(50_000 * seconds, 50_000 * (seconds + 1) + 2 * 10_000);
	}

	@Test
	void restGivesNoMoreThanTheUsualCredit() {
		this.pace.spend(0, 100);
		long later = TimeUnit.HOURS.toNanos(1);
		int values = 0;
		while (!this.pace.mustWait(later)) {
			this.pace.spend(later, 10_000);
			values += 10_000;
		}
		assertThat(values).isEqualTo(50_000);
	}

}
