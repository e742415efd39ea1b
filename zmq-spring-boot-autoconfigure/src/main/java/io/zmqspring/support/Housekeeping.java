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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The one thread of a context that does what must happen outside the engine's threads:
 * passes socket events on and runs the periodic duties of the sockets.
 *
 * @since 0.1
 */
public final class Housekeeping {

	private static final Log logger = LogFactory.getLog(Housekeeping.class);

	private static final long TICK_MILLIS = 100;

	private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(10));

	private final List<Runnable> duties = new CopyOnWriteArrayList<>();

	private final Thread thread = new Thread(this::run, "zmq-housekeeping");

	private volatile boolean running = true;

	public Housekeeping() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	public void submit(Runnable task) {
		this.work.add(task);
	}

	public void addDuty(Runnable duty) {
		this.duties.add(duty);
	}

	public void removeDuty(Runnable duty) {
		this.duties.remove(duty);
	}

	public void close() {
		this.running = false;
		submit(() -> {
		});
	}

	private void doDuty(Runnable duty) {
		try {
			duty.run();
		}
		catch (RuntimeException | Error ex) {
			this.failures.log((suffix) -> logger.warn("A duty of the ZeroMQ context failed once" + suffix, ex));
		}
	}

	private void run() {
		long nextTick = System.nanoTime();
		while (this.running) {
			try {
				Runnable task = this.work.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
				if (task != null) {
					task.run();
				}
				if (System.nanoTime() - nextTick >= 0) {
					nextTick = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
					this.duties.forEach(this::doDuty);
				}
			}
			catch (InterruptedException ex) {
				// only close() ends this thread
				logger.debug("Housekeeping interrupted", ex);
			}
			catch (RuntimeException | Error ex) {
				logger.warn("Housekeeping of the ZeroMQ context failed once and goes on", ex);
			}
		}
	}

}
