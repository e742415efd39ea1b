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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import zmq.Ctx;
import zmq.ZObject;

/**
 * Runs tasks in an I/O thread of the engine. Safe for any thread.
 */
final class EngineTasks extends ZObject {

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	/**
	 * Create an object for tasks.
	 * @param engine the engine; its threads are running
	 * @param slot the thread's number in the engine
	 */
	EngineTasks(Ctx engine, int slot) {
		super(engine, slot);
	}

	/**
	 * Run a task soon.
	 * @param task the task, which must not throw
	 */
	void submit(Runnable task) {
		this.tasks.add(task);
		sendStop();
	}

	// JeroMQ stops its own objects by this command; for our object it has another meaning
	@Override
	protected void processStop() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

}
