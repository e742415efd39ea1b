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

package io.zmqspring.socket.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.Deadline;

/**
 * Finds the address of a host that accepts connections. The engine would keep trying one
 * address, and a change of its address loses the messages that are queued for it. The
 * connections made here are closed at once, without a byte sent.
 */
final class ReachableAddress implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	// The time that a preferred address has left after another one has accepted
	private static final Duration PREFERENCE = Duration.ofMillis(50);

	private final List<SocketChannel> channels = new ArrayList<>();

	private final Selector selector;

	private int pending;

	private @Nullable Integer best;

	private ReachableAddress() throws IOException {
		this.selector = Selector.open();
	}

	/**
	 * Try all addresses at the same time. Waits for one second at most.
	 * @param addresses the addresses, the preferred one first
	 * @param port the port
	 * @return the first one that accepts connections, {@code null} if there is none
	 * @throws IOException if no connection can be tried at all
	 */
	static @Nullable InetAddress of(List<InetAddress> addresses, int port) throws IOException {
		try (ReachableAddress search = new ReachableAddress()) {
			for (int i = 0; i < addresses.size(); i++) {
				search.connect(i, new InetSocketAddress(addresses.get(i), port));
			}
			Integer found = search.await();
			return (found != null) ? addresses.get(found) : null;
		}
	}

	private void connect(int number, InetSocketAddress address) throws IOException {
		SocketChannel channel = SocketChannel.open();
		this.channels.add(channel);
		try {
			channel.configureBlocking(false);
			if (channel.connect(address)) {
				accepted(number);
			}
			else {
				channel.register(this.selector, SelectionKey.OP_CONNECT, number);
				this.pending++;
			}
		}
		catch (IOException | RuntimeException ex) {
			// This machine has no route, or no addresses of this kind at all
		}
	}

	private void accepted(int number) {
		if (this.best == null || number < this.best) {
			this.best = number;
		}
	}

	private @Nullable Integer await() throws IOException {
		Deadline deadline = Deadline.in(TIMEOUT);
		boolean found = this.best != null;
		while (this.pending > 0 && !deadline.hasPassed() && !Integer.valueOf(0).equals(this.best)) {
			if (this.best != null && !found) {
				found = true;
				deadline = Deadline.in(PREFERENCE);
			}
			this.selector.select(this::connected, deadline.millisLeft() + 1);
		}
		return this.best;
	}

	private void connected(SelectionKey key) {
		this.pending--;
		key.cancel();
		try {
			if (((SocketChannel) key.channel()).finishConnect()) {
				accepted((int) key.attachment());
			}
		}
		catch (IOException ex) {
			// Nobody listens there
		}
	}

	@Override
	public void close() throws IOException {
		for (SocketChannel channel : this.channels) {
			channel.close();
		}
		this.selector.close();
	}

}
