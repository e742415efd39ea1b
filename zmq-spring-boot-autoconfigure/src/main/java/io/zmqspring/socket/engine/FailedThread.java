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

import io.zmqspring.support.Threads;

/**
 * Cleans up after a thread of a failed engine: its sockets must be closed and its ports
 * freed, or the next engine could not bind them. The task of a dead thread is continued
 * by another thread. For a hanging thread, its listening channels are closed, and its
 * selector is called so that it releases them.
 *
 * @param name the name of the thread
 * @param loop the task of the thread
 */
record FailedThread(String name, Runnable loop) {

	private static final Log logger = LogFactory.getLog(FailedThread.class);

	/**
	 * Continue the task of a dead thread in another thread.
	 */
	void takeOver() {
		Thread successor = Threads.daemon(this.loop, this.name + "-successor");
		successor.setUncaughtExceptionHandler((thread, ex) -> logger
			.warn("The successor of ZeroMQ engine thread '" + this.name + "' has died too", ex));
		successor.start();
	}

	/**
	 * Free the ports of a hanging thread. Waits if it hangs in its selector.
	 */
	void freePorts() {
		JeroMqInternals.Channels members = JeroMqInternals.Channels.FOUND;
		if (members == null || !(this.loop instanceof Poller)) {
			return;
		}
		try {
			for (Object handle : (Iterable<?>) members.handles().get(this.loop)) {
				if (members.channel().get(handle) instanceof ServerSocketChannel listener) {
					listener.close();
				}
			}
			((Selector) members.selector().get(this.loop)).selectNow();
		}
		catch (IllegalAccessException | IOException | RuntimeException ex) {
			logger.warn("The ports of ZeroMQ engine thread '" + this.name + "', which hangs, cannot be freed", ex);
		}
	}

}
