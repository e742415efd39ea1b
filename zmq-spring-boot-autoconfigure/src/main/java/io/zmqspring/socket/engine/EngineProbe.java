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
 * An object in one thread of the engine that answers when that thread processes its
 * commands. A question is a command in memory. It needs no socket and no system call but
 * the one that wakes the thread.
 */
final class EngineProbe extends ZObject {

	/**
	 * Whether this JeroMQ has the command that our objects receive. Sending it to a
	 * JeroMQ without would raise an exception in its I/O thread.
	 */
	static final boolean SUPPORTED = isSupported();

	private long asked;

	private volatile long answered;

	/**
	 * Add a probe to a thread.
	 * @param engine the engine; its threads are running
	 * @param slot the thread's number in the engine
	 */
	EngineProbe(Ctx engine, int slot) {
		super(engine, slot);
	}

	private static boolean isSupported() {
		try {
			ZObject.class.getDeclaredMethod("processStop");
			return true;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	/**
	 * Ask the thread. One caller at a time.
	 * @return the number of this question
	 */
	long ask() {
		this.asked++;
		if (SUPPORTED) {
			sendStop();
		}
		return this.asked;
	}

	/**
	 * Whether the thread has answered, and so has processed all commands before the
	 * question.
	 * @param question the number of the question
	 * @return {@code true} if it has
	 */
	boolean hasAnswered(long question) {
		return this.answered >= question;
	}

	// JeroMQ stops its own objects by this command; for our object it has another meaning
	@Override
	protected void processStop() {
		this.answered = this.answered + 1;
	}

}
