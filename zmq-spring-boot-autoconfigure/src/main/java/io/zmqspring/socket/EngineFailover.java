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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.engine.Engine;
import io.zmqspring.support.Threads;

/**
 * Replaces an engine that has failed, and makes all listeners open their sockets again. A
 * listener that cannot is called again every second. Thread-safe.
 */
final class EngineFailover {

	private static final Log logger = LogFactory.getLog(EngineFailover.class);

	private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

	private final List<BooleanSupplier> listeners = new CopyOnWriteArrayList<>();

	private final Supplier<@Nullable Engine> detachFailed;

	private volatile boolean closed;

	private volatile @Nullable Thread running;

	/**
	 * Create the failover of a context.
	 * @param detachFailed detaches the engine from the context if it has failed, and
	 * returns it; returns {@code null} if it has not
	 */
	EngineFailover(Supplier<@Nullable Engine> detachFailed) {
		this.detachFailed = detachFailed;
	}

	void addListener(BooleanSupplier listener) {
		this.listeners.add(listener);
	}

	void removeListener(BooleanSupplier listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Begin the failover if the engine has failed. To be called periodically.
	 */
	synchronized void tick() {
		if (this.closed || this.running != null) {
			return;
		}
		Engine failed = this.detachFailed.get();
		if (failed != null) {
			Thread thread = Threads.daemon(() -> replace(failed), "zmq-engine-failover");
			this.running = thread;
			thread.start();
		}
	}

	private void replace(Engine failed) {
		try {
			logger.error("The ZeroMQ engine and all its sockets are replaced, because " + failed.fault());
			failed.cleanUp();
			List<BooleanSupplier> waiting = new ArrayList<>(this.listeners);
			waiting.removeIf(BooleanSupplier::getAsBoolean);
			while (!waiting.isEmpty() && !this.closed) {
				Thread.sleep(RETRY_INTERVAL.toMillis());
				waiting.removeIf((listener) -> !this.listeners.contains(listener) || listener.getAsBoolean());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.running = null;
			failed.close();
		}
	}

	void close() {
		this.closed = true;
		Thread current = this.running;
		if (current != null) {
			current.interrupt();
		}
	}

}
