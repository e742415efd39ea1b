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

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Accepts connections of tcp or ipc, without ZeroMQ. Used by one thread; another thread
 * may close it. An accept that waits fails then.
 */
public final class RawListener implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private static final int BACKLOG = 50;

	private final String address;

	private final ServerSocketChannel channel;

	private final ChannelReadiness readiness;

	private RawListener(String address, ServerSocketChannel channel) throws IOException {
		this.address = address;
		this.channel = channel;
		this.readiness = new ChannelReadiness(channel);
	}

	/**
	 * Listen at a new address.
	 * @param transport its transport
	 * @return the listener
	 * @throws IOException if this is not possible
	 */
	public static RawListener open(TestTransport transport) throws IOException {
		return open(transport.address());
	}

	/**
	 * Listen.
	 * @param address an address of tcp or ipc
	 * @return the listener
	 * @throws IOException if it is in use
	 */
	public static RawListener open(String address) throws IOException {
		return new RawListener(address, TestTransport.listen(address, BACKLOG));
	}

	public String address() {
		return this.address;
	}

	/**
	 * Wait up to 30 s for a connection.
	 * @return the connection
	 * @throws IOException if none comes, or this listener is closed
	 */
	public RawConnection accept() throws IOException {
		return accept(TIMEOUT_MILLIS);
	}

	/**
	 * Wait for a connection.
	 * @param millis the longest wait, 0 for no limit
	 * @return the connection
	 * @throws IOException if none comes, or this listener is closed
	 */
	public RawConnection accept(int millis) throws IOException {
		SocketChannel accepted = this.channel.accept();
		while (accepted == null) {
			if (!this.readiness.await(SelectionKey.OP_ACCEPT, millis) && millis > 0) {
				throw new SocketTimeoutException(
						"Nobody has connected to " + this.address + " within " + millis + " ms");
			}
			accepted = this.channel.accept();
		}
		return new RawConnection(accepted);
	}

	public boolean isClosed() {
		return !this.channel.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.readiness.close();
		TestTransport.close(this.channel);
	}

}
