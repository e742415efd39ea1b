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

package io.zmqspring.socket.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The connections whose handshake waits until the rate of handshakes allows it. The
 * newest goes first: peers that are closed and come back at once cannot delay it, because
 * they come back no faster than the rate. A connection that is refused instead would come
 * back at once, and a peer that behaves well would have to compete with it. Thread-safe.
 */
final class HandshakeQueue {

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private final HandshakeRate rate;

	HandshakeQueue(HandshakeRate rate) {
		this.rate = rate;
	}

	/**
	 * Begin a handshake, or wait.
	 * @param resume makes the connection continue, later
	 * @return whether it may begin now
	 */
	synchronized boolean enter(Runnable resume) {
		if (this.rate.take()) {
			return true;
		}
		this.waiting.push(resume);
		return false;
	}

	/**
	 * Stop waiting, because the connection has ended.
	 * @param resume the object that waits
	 * @return whether it waited
	 */
	synchronized boolean leave(Runnable resume) {
		return this.waiting.remove(resume);
	}

	/**
	 * Let the newest continue, as many as the rate allows. Called regularly.
	 */
	void tick() {
		due().forEach(Runnable::run);
	}

	private synchronized List<Runnable> due() {
		List<Runnable> due = new ArrayList<>();
		while (!this.waiting.isEmpty() && this.rate.take()) {
			due.add(this.waiting.pop());
		}
		return due;
	}

}
