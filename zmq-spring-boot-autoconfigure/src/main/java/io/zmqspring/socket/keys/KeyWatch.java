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

package io.zmqspring.socket.keys;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.zmqspring.support.PoolThreads;

/**
 * Looks at key files on a thread of its own, so that thousands of files, or a file system
 * that does not answer, delay no connection. The thread ends when there has been nothing
 * to look at for a second. Thread-safe.
 *
 * @since 0.1
 */
public final class KeyWatch {

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

	private final PoolThreads threads = new PoolThreads("zmq-keys");

	// While one look lasts, no other one begins
	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_TIMEOUT.toMillis(),
			TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this.threads, new ThreadPoolExecutor.DiscardPolicy());

	/**
	 * Create a watch. Its thread starts when it is time to look.
	 */
	public KeyWatch() {
		this.threads.serve(this.executor);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Look at the files for which it is time to, without waiting.
	 * @param keys the keys of all sections
	 * @param now the present {@link System#nanoTime()}
	 */
	public void tick(Collection<? extends ReloadedKeys<?>> keys, long now) {
		if (keys.stream().anyMatch((each) -> each.isDue(now))) {
			this.executor.execute(() -> keys.forEach((each) -> each.tick(now)));
		}
	}

	/**
	 * End the thread, when the present look has ended.
	 */
	public void close() {
		this.executor.shutdown();
	}

}
