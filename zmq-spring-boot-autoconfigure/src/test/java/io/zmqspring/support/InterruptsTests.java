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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Waits that an interrupt does not end.
 */
class InterruptsTests {

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@Test
	void interruptedThreadWaitsToTheEndAndStaysInterrupted() {
		Thread.currentThread().interrupt();
		String result = Interrupts.defer(() -> {
			Thread.sleep(1);
			return "result";
		});
		assertThat(result).isEqualTo("result");
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void interruptDuringTheWaitRepeatsItAndIsRestored() {
		AtomicInteger calls = new AtomicInteger();
		Interrupts.defer(() -> {
			if (calls.incrementAndGet() == 1) {
				throw new InterruptedException();
			}
			return null;
		});
		assertThat(calls).hasValue(2);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void interruptIsRestoredAfterAFailure() {
		Thread.currentThread().interrupt();
		assertThatIllegalStateException().isThrownBy(() -> Interrupts.defer(() -> {
			throw new IllegalStateException("failure");
		}));
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void joinOfAnInterruptedThreadWaitsForItsTimeout() {
		Semaphore end = new Semaphore(0);
		Thread thread = Threads.daemon(end::acquireUninterruptibly, "test");
		thread.start();
		Thread.currentThread().interrupt();
		assertThat(Threads.join(thread, Duration.ofMillis(20))).isFalse();
		end.release();
		assertThat(Threads.join(thread, Duration.ofSeconds(5))).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

}
