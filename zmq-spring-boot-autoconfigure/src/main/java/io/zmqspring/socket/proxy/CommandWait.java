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

package io.zmqspring.socket.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

import zmq.SocketBase;

/**
 * Waits until the engine has a command for one of several sockets, such as that a message
 * has arrived. The engine writes into a pipe of the socket for each command, and the pipe
 * is read when the socket processes its commands. So no command is missed between the
 * last look and the wait. {@link #wake()} may be called by any thread.
 */
final class CommandWait implements AutoCloseable {

	private final Selector selector;

	/**
	 * Create a wait.
	 * @param sockets the sockets
	 * @throws UncheckedIOException if the system has no room for it
	 */
	CommandWait(List<SocketBase> sockets) {
		try {
			this.selector = Selector.open();
			for (SocketBase socket : sockets) {
				SelectableChannel commands = socket.getFD();
				commands.register(this.selector, SelectionKey.OP_READ);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for a command or a wake-up. May return earlier.
	 * @param millis the longest wait, 0 for no limit
	 */
	void await(long millis) {
		// It would keep the selector from waiting
		Thread.interrupted();
		try {
			this.selector.select(millis);
			this.selector.selectedKeys().clear();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * End the present wait, or the next one. Does nothing when closed.
	 */
	void wake() {
		this.selector.wakeup();
	}

	@Override
	public void close() {
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
