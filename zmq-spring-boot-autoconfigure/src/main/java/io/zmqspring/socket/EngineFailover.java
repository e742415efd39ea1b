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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.engine.Engine;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;

/**
 * Replaces an engine that has failed, and makes all listeners open their sockets again. A
 * listener that cannot is called again every second. Thread-safe.
 */
final class EngineFailover {

	private static final Log logger = LogFactory.getLog(EngineFailover.class);

	private static final long RETRY_MILLIS = 1000;

	private static final long MEMORY_CHECK_MILLIS = 500;

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "The replacement of the ZeroMQ engine has failed and is tried again");

	private final List<BooleanSupplier> listeners = new CopyOnWriteArrayList<>();

	// Used by the thread of the failover, and kept for the next one if that ends
	private final List<Engine> failed = new CopyOnWriteArrayList<>();

	private final List<BooleanSupplier> waiting = new CopyOnWriteArrayList<>();

	private final Supplier<@Nullable Engine> failedEngine;

	private final Consumer<Engine> detach;

	private volatile boolean closed;

	private volatile boolean restarting;

	private volatile @Nullable Thread running;

	/**
	 * Create the failover of a context.
	 * @param failedEngine returns the engine of the context if it has failed
	 * @param detach detaches it from the context, so that the context creates another one
	 */
	EngineFailover(Supplier<@Nullable Engine> failedEngine, Consumer<Engine> detach) {
		this.failedEngine = failedEngine;
		this.detach = detach;
	}

	void addListener(BooleanSupplier listener) {
		this.listeners.add(listener);
	}

	void removeListener(BooleanSupplier listener) {
		this.listeners.remove(listener);
	}

	/**
	 * The fault of the context while its roles get a new engine.
	 * @return a sentence without a full stop, {@code null} if none is being replaced
	 */
	@Nullable String fault() {
		return this.restarting ? "the ZeroMQ engine has failed and is being replaced" : null;
	}

	/**
	 * Begin the failover if the engine has failed. To be called periodically. If it
	 * throws, for lack of memory, the next call tries again.
	 */
	synchronized void tick() {
		if (!this.closed && this.running == null && (!this.failed.isEmpty() || this.failedEngine.get() != null)) {
			Thread thread = Threads.daemon(this::run, "zmq-engine-failover");
			thread.start();
			this.running = thread;
		}
	}

	private void run() {
		try {
			replace();
		}
		catch (InterruptedException ex) {
			// The context was closed
			closeFailed();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
		finally {
			synchronized (this) {
				this.running = null;
			}
		}
	}

	private void replace() throws InterruptedException {
		while (!hasMemory()) {
			Thread.sleep(MEMORY_CHECK_MILLIS);
		}
		do {
			detach();
			this.failed.forEach(Engine::cleanUp);
			this.waiting.removeIf((listener) -> !this.listeners.contains(listener) || restart(listener));
			this.restarting = false;
			if (!this.waiting.isEmpty()) {
				Thread.sleep(RETRY_MILLIS);
			}
		}
		while (!this.closed && (!this.waiting.isEmpty() || this.failedEngine.get() != null));
		closeFailed();
	}

	private void closeFailed() {
		for (Engine engine : this.failed) {
			engine.close();
			this.failed.remove(engine);
		}
	}

	// The engine that replaces another one may fail as well
	private void detach() {
		Engine engine = this.failedEngine.get();
		if (engine != null) {
			this.restarting = true;
			this.failed.add(engine);
			this.waiting.clear();
			this.waiting.addAll(this.listeners);
			this.detach.accept(engine);
			logger.error("The ZeroMQ engine and all its sockets are replaced, because " + engine.fault());
		}
	}

	private boolean restart(BooleanSupplier listener) {
		try {
			return listener.getAsBoolean();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
			return false;
		}
	}

	// Opening the sockets without memory would only fail again
	private static boolean hasMemory() {
		byte[][] blocks = new byte[64][];
		try {
			for (int i = 0; i < blocks.length; i++) {
				blocks[i] = new byte[32 * 1024];
			}
			return blocks[blocks.length - 1].length > 0;
		}
		catch (OutOfMemoryError ex) {
			return false;
		}
	}

	void close() {
		this.closed = true;
		Thread current = this.running;
		if (current != null) {
			current.interrupt();
		}
		else {
			closeFailed();
		}
	}

}
