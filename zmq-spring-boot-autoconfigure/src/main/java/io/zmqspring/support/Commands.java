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

package io.zmqspring.support;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Commands of any threads to the thread that owns something, such as a socket.
 *
 * @since 0.1
 */
public final class Commands {

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	/**
	 * Add a command. The owner has to be woken by the caller.
	 * @param command the command
	 */
	public void add(Runnable command) {
		this.waiting.add(command);
	}

	/**
	 * Run all commands that wait. Only the owner may call this.
	 * @return whether there was a command
	 */
	public boolean run() {
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
