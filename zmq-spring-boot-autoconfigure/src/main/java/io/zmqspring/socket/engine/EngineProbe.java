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

import zmq.Ctx;
import zmq.ZObject;

/**
 * An object of ours that lives in one thread of the engine and answers when that thread
 * reaches it among its commands. A question is a command in memory: no socket, no port,
 * no system call but the one that wakes the thread.
 */
final class EngineProbe extends ZObject {

	private long asked;

	private volatile long answered;

	/**
	 * Put a probe into a thread.
	 * @param engine the engine, its threads running
	 * @param slot the thread's number in the engine
	 */
	EngineProbe(Ctx engine, int slot) {
		super(engine, slot);
	}

	/**
	 * Ask. One caller at a time.
	 * @return the number of this question
	 */
	long ask() {
		this.asked++;
		sendStop();
		return this.asked;
	}

	/**
	 * Whether the thread has answered, and so has done all it was told before.
	 * @param question the number of the question
	 * @return {@code true} if it has
	 */
	boolean hasAnswered(long question) {
		return this.answered >= question;
	}

	// The engine stops its own objects by this command; one of ours may mean by it what
	// it likes
	@Override
	protected void processStop() {
		this.answered = this.answered + 1;
	}

}
