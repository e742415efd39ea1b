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

/**
 * Puts a new engine in the place of one that has failed, and has everybody who has
 * sockets open them anew. Who cannot is asked again every second. Safe for any thread.
 */
final class EngineFailover {

	private static final Log logger = LogFactory.getLog(EngineFailover.class);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final List<BooleanSupplier> owners = new CopyOnWriteArrayList<>();

	private final Supplier<@Nullable Engine> replaceFailed;

	private volatile boolean closed;

	private volatile @Nullable Thread running;

	/**
	 * Create the succession.
	 * @param replaceFailed takes the engine out of its place if it has failed
	 */
	EngineFailover(Supplier<@Nullable Engine> replaceFailed) {
		this.replaceFailed = replaceFailed;
	}

	void add(BooleanSupplier owner) {
		this.owners.add(owner);
	}

	void remove(BooleanSupplier owner) {
		this.owners.remove(owner);
	}

	/**
	 * To be called now and then: begins the succession when the engine has failed.
	 */
	synchronized void tick() {
		if (this.closed || this.running != null) {
			return;
		}
		Engine failed = this.replaceFailed.get();
		if (failed != null) {
			Thread thread = new Thread(() -> succeed(failed), "zmq-engine-succession");
			thread.setDaemon(true);
			this.running = thread;
			thread.start();
		}
	}

	private void succeed(Engine failed) {
		try {
			logger.error("The ZeroMQ engine is replaced, and all sockets with it, because " + failed.fault());
			failed.giveUp();
			List<BooleanSupplier> waiting = new ArrayList<>(this.owners);
			waiting.removeIf(BooleanSupplier::getAsBoolean);
			while (!waiting.isEmpty() && !this.closed) {
				Thread.sleep(RETRY.toMillis());
				waiting.removeIf((owner) -> !this.owners.contains(owner) || owner.getAsBoolean());
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
