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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One thread at a time, also if others wait for long or are interrupted.
 */
@Timeout(60)
class ShortLockTests {

	private static final int ADDITIONS = 100_000;

	private final ShortLock lock = new ShortLock();

	private int sum;

	private void add() {
		for (int i = 0; i < ADDITIONS; i++) {
			this.lock.lock();
			try {
				this.sum++;
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	@Test
	void oneThreadHoldsTheLock() {
		List<CompletableFuture<Void>> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(CompletableFuture.runAsync(this::add));
		}
		threads.forEach(CompletableFuture::join);
		assertThat(this.sum).isEqualTo(4 * ADDITIONS);
	}

	@Test
	void threadWaitsUntilTheLockIsReleasedAlsoIfItIsInterrupted() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		this.lock.lock();
		Thread waiting = new Thread(() -> {
			begun.countDown();
			this.lock.lock();
			entered.countDown();
			this.lock.unlock();
		});
		waiting.start();
		begun.await();
		waiting.interrupt();
		assertThat(entered.await(50, TimeUnit.MILLISECONDS)).isFalse();
		this.lock.unlock();
		assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
		waiting.join();
	}

}
