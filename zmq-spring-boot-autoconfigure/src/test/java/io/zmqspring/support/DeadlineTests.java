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

package io.zmqspring.support;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a wait.
 */
class DeadlineTests {

	@Test
	void deadlineInThePresentHasPassed() {
		Deadline deadline = Deadline.in(Duration.ZERO);
		assertThat(deadline.hasPassed()).isTrue();
		assertThat(deadline.nanosLeft()).isZero();
		assertThat(deadline.millisLeft()).isZero();
		assertThat(deadline.left()).isZero();
	}

	@Test
	void deadlineInTheFutureHasTimeLeft() {
		Deadline deadline = Deadline.in(Duration.ofMinutes(1));
		assertThat(deadline.hasPassed()).isFalse();
		assertThat(deadline.left()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
		assertThat(deadline.millisLeft()).isBetween(50_000L, 60_000L);
	}

	@Test
	void veryLongTimeoutDoesNotOverflow() {
		assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)).hasPassed()).isFalse();
		assertThat(Deadline.inNanos(Long.MAX_VALUE).hasPassed()).isFalse();
	}

}
