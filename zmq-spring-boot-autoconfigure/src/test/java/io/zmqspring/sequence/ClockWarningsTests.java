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
 * Warnings about publishers whose clock differs.
 */
class ClockWarningsTests {

	private final ClockWarnings warnings = new ClockWarnings(() -> this.now);

	private long now = Long.MAX_VALUE;

	@Test
	void publisherThatWasStartedAgainWithTheRightTimeLeavesNoWarning() {
		this.warnings.put(publisher(1), "one");
		pass(Duration.ofSeconds(59));
		assertThat(this.warnings.all()).containsExactly("one");
		pass(Duration.ofSeconds(2));
		assertThat(this.warnings.all()).isEmpty();
	}

	@Test
	void publisherThatGoesOnIsNotForgotten() {
		PublisherEpoch publisher = publisher(1);
		for (int i = 0; i < 10; i++) {
			this.warnings.put(publisher, "for " + i);
			pass(Duration.ofSeconds(30));
		}
		assertThat(this.warnings.all()).containsExactly("for 9");
		this.warnings.remove(publisher);
		assertThat(this.warnings.all()).isEmpty();
	}

	@Test
	void publishersThatHaveEndedDoNotKeepOthersFromBeingNamed() {
		for (int i = 0; i < 100; i++) {
			this.warnings.put(publisher(i), "former");
		}
		assertThat(this.warnings.all()).hasSize(16);
		pass(Duration.ofMinutes(2));
		this.warnings.put(publisher(200), "present");
		assertThat(this.warnings.all()).containsExactly("present");
	}

	private void pass(Duration duration) {
		this.now += duration.toNanos();
	}

	private static PublisherEpoch publisher(long epoch) {
		return new PublisherEpoch(epoch, null, 0);
	}

}
