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

package io.zmqspring.socket.unix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lock of those that replace a stale socket file.
 */
class TakeOverLockTests {

	private static final int THREADS = 2;

	private static final int ROUNDS = TestSize.of(2_000, 20_000);

	// Long enough for another thread to create and lock the next file
	private static final long HELD_NANOS = 200_000;

	@TempDir
	private Path directory;

	private final AtomicBoolean held = new AtomicBoolean();

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void fileThatItsOwnerRemovesBeforeItIsLockedGivesNoLock() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			Callable<Void> owner = this::lockOften;
			for (Future<Void> result : threads.invokeAll(Collections.nCopies(THREADS, owner))) {
				assertThat(result.get()).isNull();
			}
			assertThat(this.directory).isEmptyDirectory();
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Void lockOften() throws IOException {
		for (int round = 0; round < ROUNDS; round++) {
			TakeOverLock lock = null;
			while (lock == null) {
				lock = TakeOverLock.tryLock(this.directory.resolve("lock"));
			}
			assertThat(this.held.compareAndSet(false, true)).isTrue();
			LockSupport.parkNanos(HELD_NANOS);
			this.held.set(false);
			lock.release();
		}
		return null;
	}

}
