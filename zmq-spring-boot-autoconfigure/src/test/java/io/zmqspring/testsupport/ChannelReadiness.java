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

package io.zmqspring.testsupport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;

import org.jspecify.annotations.Nullable;

/**
 * Waits until a channel can be used, with a time-out. The JDK has none for channels of
 * Unix domain sockets. Used by one thread; another thread may close it, which ends the
 * wait.
 */
final class ChannelReadiness implements Closeable {

	private final SelectableChannel channel;

	private @Nullable Selector selector;

	private boolean closed;

	ChannelReadiness(SelectableChannel channel) throws IOException {
		this.channel = channel;
		channel.configureBlocking(false);
	}

	/**
	 * Wait for an operation.
	 * @param operation a constant of {@link java.nio.channels.SelectionKey}
	 * @param millis the longest wait, 0 for no limit
	 * @return {@code false} if the channel was not ready in time
	 * @throws IOException if the channel or this is closed, or the thread is interrupted
	 */
	boolean await(int operation, long millis) throws IOException {
		try {
			Selector opened = selector();
			this.channel.register(opened, operation);
			boolean ready = opened.select(millis) > 0;
			opened.selectedKeys().clear();
			if (!ready && Thread.currentThread().isInterrupted()) {
				throw new InterruptedIOException();
			}
			return ready;
		}
		catch (ClosedSelectorException ex) {
			throw new AsynchronousCloseException();
		}
	}

	private synchronized Selector selector() throws IOException {
		if (this.closed) {
			throw new AsynchronousCloseException();
		}
		if (this.selector == null) {
			this.selector = Selector.open();
		}
		return this.selector;
	}

	@Override
	public synchronized void close() throws IOException {
		this.closed = true;
		if (this.selector != null) {
			this.selector.close();
		}
	}

}
