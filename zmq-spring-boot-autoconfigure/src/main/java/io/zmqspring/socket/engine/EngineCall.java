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

package io.zmqspring.socket.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.Ctx;
import zmq.ZObject;

import io.zmqspring.support.Deadline;
import io.zmqspring.support.Interrupts;

/**
 * Runs a task once in an I/O thread of the engine, to which connections belong.
 */
final class EngineCall extends ZObject {

	private static final Log logger = LogFactory.getLog(EngineCall.class);

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Runnable task;

	private boolean abandoned;

	private boolean done;

	private EngineCall(Ctx engine, int slot, Runnable task) {
		super(engine, slot);
		this.task = task;
	}

	/**
	 * Run a task and wait for it. If the thread does not begin it in time, it is not run
	 * any more.
	 * @param engine the engine
	 * @param slot the number of the thread in the engine
	 * @param task the task; must be quick
	 * @param timeout the longest wait
	 * @return whether the task was run
	 */
	static boolean run(Ctx engine, int slot, Runnable task, Duration timeout) {
		if (!EngineProbe.SUPPORTED) {
			return false;
		}
		EngineCall call = new EngineCall(engine, slot, task);
		call.sendStop();
		Deadline deadline = Deadline.in(timeout);
		Interrupts.defer(() -> call.ended.await(deadline.nanosLeft(), TimeUnit.NANOSECONDS));
		return call.abandon();
	}

	private synchronized boolean abandon() {
		this.abandoned = true;
		return this.done;
	}

	// JeroMQ stops its own objects by this command; for our object it has another meaning
	@Override
	protected synchronized void processStop() {
		if (this.abandoned) {
			return;
		}
		try {
			this.task.run();
			this.done = true;
		}
		catch (RuntimeException | Error ex) {
			// If it left this method, the I/O thread could end
			logger.warn("A task of a ZeroMQ engine thread has failed", ex);
		}
		finally {
			this.ended.countDown();
		}
	}

}
