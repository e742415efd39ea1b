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

import zmq.Ctx;
import zmq.ZObject;

/**
 * Something done in a thread of JeroMQ. Slot 1 is the reaper, 2 the first I/O thread.
 */
final class EngineCommand extends ZObject {

	static final int IO_THREAD = 2;

	private final Runnable action;

	EngineCommand(Ctx engine, int slot, Runnable action) {
		super(engine, slot);
		this.action = action;
	}

	/**
	 * Have it done behind all the thread was told before.
	 */
	void send() {
		sendStop();
	}

	@Override
	protected void processStop() {
		this.action.run();
	}

}
