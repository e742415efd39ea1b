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

import org.jspecify.annotations.Nullable;
import zmq.Ctx;
import zmq.ZObject;

/**
 * A thread of JeroMQ that gives access to its task.
 */
final class EngineThread extends Thread {

	private final Runnable loop;

	// Created now, because there may be no memory when the thread has failed
	private final FailedThread failed;

	private volatile @Nullable Tasks tasks;

	EngineThread(Runnable loop, String name) {
		super(loop, name);
		this.loop = loop;
		this.failed = new FailedThread(name, loop);
		setDaemon(true);
	}

	/**
	 * The task of the thread.
	 * @return the task, a {@link zmq.poll.Poller} if it is an I/O thread
	 */
	Runnable loop() {
		return this.loop;
	}

	/**
	 * What to do after the thread has died, or if it hangs.
	 * @return the clean-up
	 */
	FailedThread failed() {
		return this.failed;
	}

	/**
	 * Run tasks from now on.
	 * @param engine the engine; its threads are running
	 * @param slot the number of this I/O thread in the engine
	 */
	void acceptTasks(Ctx engine, int slot) {
		this.tasks = new Tasks(engine, slot);
	}

	/**
	 * Run a task soon in this I/O thread. Any thread.
	 * @param task the task, which must not throw
	 */
	void submit(Runnable task) {
		Tasks current = this.tasks;
		if (current != null) {
			current.submit(task);
		}
	}

	/**
	 * Whether {@link #submit} has an effect.
	 * @return {@code false} for other threads than I/O threads, and for a JeroMQ that
	 * does not deliver our commands
	 */
	boolean runsTasks() {
		return this.tasks != null && EngineProbe.SUPPORTED;
	}

	/**
	 * The tasks of an I/O thread. Safe for any thread.
	 */
	private static final class Tasks extends ZObject {

		private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

		Tasks(Ctx engine, int slot) {
			super(engine, slot);
		}

		void submit(Runnable task) {
			this.waiting.add(task);
			sendStop();
		}

		// JeroMQ stops its own objects by this command; for our object it has another
		// meaning
		@Override
		protected void processStop() {
			for (Runnable task = this.waiting.poll(); task != null; task = this.waiting.poll()) {
				task.run();
			}
		}

	}

}
