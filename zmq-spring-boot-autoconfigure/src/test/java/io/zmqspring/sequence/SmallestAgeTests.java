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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The smallest age within some seconds.
 */
class SmallestAgeTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long NOW = 1_800_000_000L * SECOND;

	private final SmallestAge ages = new SmallestAge();

	@Test
	void smallestAgeIsKnownAfterFiveSeconds() {
		assertThat(this.ages.add(30, NOW)).isFalse();
		assertThat(this.ages.add(-20, NOW + SECOND)).isFalse();
		assertThat(this.ages.add(40, NOW + 4 * SECOND)).isFalse();
		assertThat(this.ages.add(50, NOW + 5 * SECOND)).isTrue();
		assertThat(this.ages.result()).isEqualTo(-20);
		assertThat(this.ages.add(60, NOW + 6 * SECOND)).isFalse();
		assertThat(this.ages.add(10, NOW + 11 * SECOND)).isTrue();
		assertThat(this.ages.result()).isEqualTo(50);
	}

	@Test
	void clockThatIsSetBackEndsThePeriod() {
		assertThat(this.ages.add(30, NOW)).isFalse();
		assertThat(this.ages.add(40, NOW - 3600 * SECOND)).isTrue();
		assertThat(this.ages.result()).isEqualTo(30);
	}

}
