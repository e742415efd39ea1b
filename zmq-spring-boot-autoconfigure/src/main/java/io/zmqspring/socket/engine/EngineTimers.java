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

import java.lang.reflect.Field;
import java.util.HashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.poll.Poller;
import zmq.util.MultiMap;

/**
 * Mends the timers of JeroMQ's I/O threads. JeroMQ marks a cancelled timer and removes it
 * later; when the same timer is set again meanwhile, its map keeps the marked key, so the
 * new timer counts as cancelled too. That is the fate of every heartbeat time-out from
 * the second ping on: a peer that has answered once and then falls silent would never be
 * noticed.
 */
final class EngineTimers {

	private static final Log logger = LogFactory.getLog(EngineTimers.class);

	private EngineTimers() {
	}

	/**
	 * Mend the timers of one thread before it is started.
	 * @param engineThread what the thread will run
	 */
	static void mend(Runnable engineThread) {
		if (!(engineThread instanceof Poller)) {
			return;
		}
		try {
			Field timers = EngineField.of(Poller.class.getSuperclass(), "timers");
			EngineField.of(MultiMap.class, "inverse").set(timers.get(engineThread), new NewestKeyMap<>());
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.warn("A peer that falls silent may go unnoticed, because the timers of this JeroMQ cannot be mended"
					+ " (on the module path: --add-opens org.zeromq.jeromq/zmq.poll=ALL-UNNAMED"
					+ " --add-opens org.zeromq.jeromq/zmq.util=ALL-UNNAMED)", ex);
		}
	}

	/**
	 * A map that keeps the key put last, not the first of several equal ones.
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
