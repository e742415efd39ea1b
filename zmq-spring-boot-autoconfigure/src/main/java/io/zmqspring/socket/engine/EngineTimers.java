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

import java.util.HashMap;

import zmq.poll.Poller;

/**
 * Repairs the timers of JeroMQ's I/O threads. JeroMQ marks a cancelled timer and removes
 * it later. If the same timer is set again in between, its map keeps the marked key, so
 * that the new timer counts as cancelled too. This happens to every heartbeat time-out
 * after the first one: a peer that has answered once and then falls silent would never be
 * noticed.
 */
final class EngineTimers {

	private EngineTimers() {
	}

	/**
	 * Repair the timers of a thread before it is started.
	 * @param engineThread the task of the thread
	 */
	static void repair(Runnable engineThread) {
		if (!(engineThread instanceof Poller)) {
			return;
		}
		JeroMqInternals.Timers members = JeroMqInternals.Timers.FOUND;
		if (members == null) {
			return;
		}
		try {
			members.inverse().set(members.timers().get(engineThread), new NewestKeyMap<>());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A map that keeps the last of several equal keys, not the first one.
	 */
	@SuppressWarnings("serial")
	private static final class NewestKeyMap<K, V> extends HashMap<K, V> {

		@Override
		public V put(K key, V value) {
			V before = remove(key);
			super.put(key, value);
			return before;
		}

	}

}
