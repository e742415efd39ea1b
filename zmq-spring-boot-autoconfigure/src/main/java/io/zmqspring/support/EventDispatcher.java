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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The thread that tells the application of what happened. It lives while there is
 * something to tell.
 *
 * @since 0.1
 */
public final class EventDispatcher {

	private static final Log logger = LogFactory.getLog(EventDispatcher.class);

	private static final int CAPACITY = 10_000;

	private final LogThrottle discarded = new LogThrottle(Duration.ofSeconds(10));

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(10));

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(CAPACITY), EventDispatcher::thread, (notice, full) -> discard());

	public EventDispatcher() {
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable target) {
		Thread thread = new Thread(target, "zmq-events");
		thread.setDaemon(true);
		return thread;
	}

	public void submit(Runnable notice) {
		this.executor.execute(() -> run(notice));
	}

	private void run(Runnable notice) {
		try {
			notice.run();
		}
		catch (RuntimeException | Error ex) {
			this.failures.log((suffix) -> logger.warn("A listener to an event of ZeroMQ has thrown" + suffix, ex));
		}
	}

	private void discard() {
		if (!this.executor.isShutdown()) {
			this.discarded.log((suffix) -> logger.warn("An event of ZeroMQ is discarded: " + CAPACITY
					+ " wait already, because a listener to them is slow" + suffix));
		}
	}

	public void close() {
		this.executor.shutdown();
	}

}
