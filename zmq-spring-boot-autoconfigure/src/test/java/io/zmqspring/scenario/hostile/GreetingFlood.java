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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.TestTransport;

/**
 * Connections that send some bytes, wait until they are closed, and come back at once.
 */
final class GreetingFlood implements AutoCloseable {

	private static final int RETRY_MILLIS = 1;

	private final AtomicLong connected = new AtomicLong();

	private final AtomicLong returned = new AtomicLong();

	private final Selector selector = Selector.open();

	private final SocketAddress target;

	private final byte[] bytes;

	private final Thread thread;

	private int missing;

	private volatile boolean closed;

	private GreetingFlood(int connections, String address, byte[] bytes) throws IOException {
		this.target = TestTransport.socketAddress(address);
		this.bytes = bytes;
		this.missing = connections;
		connectMissing();
		this.thread = Threads.daemon(this::run, "flood");
	}

	/**
	 * Start the flood.
	 * @param connections the number of connections
	 * @param address the address of the target
	 * @param bytes what each connection sends
	 * @return the flood
	 * @throws IOException if the connections cannot be opened
	 */
	static GreetingFlood start(int connections, String address, byte[]... bytes) throws IOException {
		GreetingFlood flood = new GreetingFlood(connections, address, Zmtp.join(bytes));
		flood.thread.start();
		return flood;
	}

	long connected() {
		return this.connected.get();
	}

	/**
	 * How many connections were closed by the target and have come back.
	 * @return the number
	 */
	long returned() {
		return this.returned.get();
	}

	private void connectMissing() throws IOException {
		boolean accepting = true;
		while (accepting && this.missing > 0) {
			accepting = (this.target instanceof UnixDomainSocketAddress) ? connectToFile() : connectToPort();
		}
	}

	private boolean connectToPort() throws IOException {
		SocketChannel channel = TestTransport.openChannel(this.target);
		channel.configureBlocking(false);
		channel.register(this.selector, SelectionKey.OP_CONNECT, ByteBuffer.wrap(this.bytes));
		channel.connect(this.target);
		this.missing--;
		return true;
	}

	// Connects at once, or not at all while too many connections wait to be accepted
	private boolean connectToFile() throws IOException {
		SocketChannel channel = TestTransport.openChannel(this.target);
		channel.configureBlocking(false);
		try {
			if (channel.connect(this.target)) {
				channel.register(this.selector, SelectionKey.OP_WRITE, ByteBuffer.wrap(this.bytes));
				this.connected.incrementAndGet();
				this.missing--;
				return true;
			}
		}
		catch (IOException ex) {
			// The target does not listen
		}
		channel.close();
		return false;
	}

	private void run() {
		try {
			while (!this.closed) {
				this.selector.select((this.missing > 0) ? RETRY_MILLIS : 0);
				for (SelectionKey key : this.selector.selectedKeys()) {
					handle(key);
				}
				this.selector.selectedKeys().clear();
				connectMissing();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void handle(SelectionKey key) throws IOException {
		SocketChannel channel = (SocketChannel) key.channel();
		try {
			if (key.isConnectable() && channel.finishConnect()) {
				this.connected.incrementAndGet();
				key.interestOps(SelectionKey.OP_WRITE);
			}
			else if (key.isWritable()) {
				ByteBuffer left = (ByteBuffer) key.attachment();
				channel.write(left);
				key.interestOps(SelectionKey.OP_READ | (left.hasRemaining() ? SelectionKey.OP_WRITE : 0));
			}
			if (key.isReadable() && channel.read(ByteBuffer.allocate(1000)) < 0) {
				comeBack(channel);
			}
		}
		catch (IOException ex) {
			comeBack(channel);
		}
	}

	private void comeBack(SocketChannel channel) throws IOException {
		channel.close();
		this.returned.incrementAndGet();
		this.missing++;
	}

	@Override
	public void close() throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.selector.wakeup();
		Threads.join(this.thread, Duration.ofSeconds(10));
		for (SelectionKey key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

}
