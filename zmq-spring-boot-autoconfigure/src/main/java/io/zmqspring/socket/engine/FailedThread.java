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

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.poll.Poller;

/**
 * What is left to be done for a thread of an engine that is given up: its sockets have to
 * be closed and its ports freed, or the next engine could not bind them. A dead thread's
 * loop is run on by another thread. A hanging one is worked around: its listening
 * channels are closed, and its selector is made to take note.
 *
 * @param name the name of the thread
 * @param loop what it has run
 */
record FailedThread(String name, Runnable loop) {

	private static final Log logger = LogFactory.getLog(FailedThread.class);

	/**
	 * Let another thread finish what a dead one has left.
	 */
	void takeOver() {
		Thread successor = new Thread(this.loop, this.name + "-successor");
		successor.setDaemon(true);
		successor.setUncaughtExceptionHandler((thread, ex) -> logger
			.warn("The successor of ZeroMQ engine thread '" + this.name + "' has died too", ex));
		successor.start();
	}

	/**
	 * Free the ports of a thread that hangs. Waits if it hangs in its selector.
	 */
	void freePorts() {
		if (!(this.loop instanceof Poller)) {
			return;
		}
		try {
			for (Object handle : (Iterable<?>) EngineField.of(Poller.class, "fdTable").get(this.loop)) {
				if (EngineField.of(handle.getClass(), "fd").get(handle) instanceof ServerSocketChannel listener) {
					listener.close();
				}
			}
			((Selector) EngineField.of(Poller.class, "selector").get(this.loop)).selectNow();
		}
		catch (ReflectiveOperationException | IOException | RuntimeException ex) {
			logger.warn("The ports of ZeroMQ engine thread '" + this.name + "', which hangs, cannot be freed", ex);
		}
	}

}
