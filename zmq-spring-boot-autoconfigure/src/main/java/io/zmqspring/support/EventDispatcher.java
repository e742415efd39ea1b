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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches events to the application, one after the other, on a thread of its own. The
 * thread ends when there has been no event for a second. Thread-safe.
 *
 * @since 0.1
 */
public final class EventDispatcher {

	private static final Log logger = LogFactory.getLog(EventDispatcher.class);

	private static final int CAPACITY = 10_000;

	private static final Duration POLL = Duration.ofMillis(20);

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

	private final LogThrottle discarded = new LogThrottle(Duration.ofSeconds(10));

	private final FailureLog failures = FailureLog.warnings(logger,
			() -> "A listener has thrown an exception for a ZeroMQ event");

	private final PoolThreads threads = new PoolThreads("zmq-events");

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_TIMEOUT.toMillis(),
			TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(CAPACITY), this.threads, (event, full) -> discard());

	private volatile @Nullable Thread delivering;

	/**
	 * Create a dispatcher. Its thread starts with the first event.
	 */
	public EventDispatcher() {
		this.threads.serve(this.executor);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Dispatch an event after those dispatched before. If ten thousand events wait
	 * already, it is discarded with a warning in the log.
	 * @param event publishes the event
	 */
	public void dispatch(Runnable event) {
		this.executor.execute(() -> run(event));
	}

	private void run(Runnable event) {
		this.delivering = Thread.currentThread();
		try {
			event.run();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
	}

	private void discard() {
		if (!this.executor.isShutdown()) {
			this.discarded.log((suffix) -> logger.warn("A ZeroMQ event is discarded because " + CAPACITY
					+ " wait already: a listener is too slow. Let it hand its work to another thread" + suffix));
		}
	}

	/**
	 * Wait until the events dispatched so far have been delivered, unless a listener
	 * waits for the caller.
	 * @param timeout the longest wait
	 */
	public void awaitDelivery(Duration timeout) {
		if (this.executor.getActiveCount() == 0 && this.executor.getQueue().isEmpty()) {
			return;
		}
		AtomicBoolean delivered = new AtomicBoolean();
		dispatch(() -> delivered.set(true));
		Deadline deadline = Deadline.in(timeout);
		WaitGraph.Outcome outcome = WaitGraph.Outcome.TIMED_OUT;
		while (outcome == WaitGraph.Outcome.TIMED_OUT && !deadline.hasPassed()) {
			Thread thread = this.delivering;
			if (thread != null) {
				outcome = WaitGraph.await(thread, Deadline.in(POLL), delivered::get);
			}
			else {
				Threads.pause(1);
			}
		}
	}

	/**
	 * Dispatch the events that wait, and discard further ones.
	 */
	public void close() {
		this.executor.shutdown();
	}

}
