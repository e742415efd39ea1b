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
import org.jspecify.annotations.Nullable;
import zmq.poll.Poller;

import io.zmqspring.socket.unix.SocketFile;
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
final class FailedThread {

	private static final Log logger = LogFactory.getLog(FailedThread.class);

	private final String name;

	private final Runnable loop;

	private @Nullable Thread successor;

	private @Nullable Thread portsFreed;

	private volatile boolean ended;

	FailedThread(String name, Runnable loop) {
		this.name = name;
		this.loop = loop;
	}

	/**
	 * Continue the task of a dead thread in another thread. Called again, it replaces a
	 * successor that has died too, and frees the ports that were left to it.
	 */
	synchronized void takeOver() {
		Thread current = this.successor;
		if (this.ended || (current != null && current.isAlive())) {
			return;
		}
		if (current != null) {
			closeListeners();
		}
		Thread next = Threads.daemon(this::run, this.name + "-successor");
		next.setUncaughtExceptionHandler((thread, ex) -> logger
			.warn("The successor of ZeroMQ engine thread '" + this.name + "' has died too", ex));
		next.start();
		this.successor = next;
	}

	private void run() {
		this.loop.run();
		this.ended = true;
	}

	/**
	 * Free the ports of a hanging thread, in another thread, because it waits if the
	 * thread hangs in its selector.
	 */
	synchronized void freePorts() {
		if (this.portsFreed == null) {
			Thread freeing = Threads.daemon(this::closeListeners, this.name + "-ports");
			freeing.start();
			this.portsFreed = freeing;
		}
	}

	private void closeListeners() {
		JeroMqInternals.Channels members = JeroMqInternals.Channels.FOUND;
		if (members == null || !(this.loop instanceof Poller)) {
			return;
		}
		try {
			for (Object handle : (Iterable<?>) members.handles().get(this.loop)) {
				if (members.channel().get(handle) instanceof ServerSocketChannel listener) {
					SocketFile.release(listener);
					listener.close();
				}
			}
			((Selector) members.selector().get(this.loop)).selectNow();
		}
		catch (IllegalAccessException | IOException | RuntimeException ex) {
			logger.warn("The ports of ZeroMQ engine thread '" + this.name + "' cannot be freed", ex);
		}
	}

}
