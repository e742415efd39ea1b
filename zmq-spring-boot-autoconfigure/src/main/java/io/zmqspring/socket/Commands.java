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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Commands of any threads to the thread that owns a socket.
 */
final class Commands {

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	void add(Runnable command) {
		this.waiting.add(command);
	}

	/**
	 * Run all commands that wait. Only the owner may call this.
	 * @return whether there was a command
	 */
	boolean run() {
		Runnable command = this.waiting.poll();
		if (command == null) {
			return false;
		}
		while (command != null) {
			command.run();
			command = this.waiting.poll();
		}
		return true;
	}

}
