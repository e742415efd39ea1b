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

package io.zmqspring.socket.unix;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * A channel that only has the address of a peer. JeroMQ asks the channel of a new
 * connection for an {@link InetSocketAddress}, which a Unix domain channel does not have.
 * All operations except closing and the addresses are unsupported.
 *
 * @since 0.1
 */
public final class StandInChannel extends SocketChannel {

	private final InetSocketAddress address;

	/**
	 * Create a channel.
	 * @param peer the peer that has the address
	 */
	public StandInChannel(UnixPeer peer) {
		super(SelectorProvider.provider());
		this.address = peer.address();
	}

	@Override
	public SocketAddress getRemoteAddress() {
		return this.address;
	}

	@Override
	public SocketAddress getLocalAddress() {
		return this.address;
	}

	@Override
	public boolean isConnected() {
		return true;
	}

	@Override
	public boolean isConnectionPending() {
		return false;
	}

	@Override
	public Set<SocketOption<?>> supportedOptions() {
		return Set.of();
	}

	@Override
	protected void implConfigureBlocking(boolean block) {
	}

	@Override
	protected void implCloseSelectableChannel() {
	}

	@Override
	public SocketChannel bind(SocketAddress local) {
		throw unsupported();
	}

	@Override
	public <T> SocketChannel setOption(SocketOption<T> name, T value) {
		throw unsupported();
	}

	@Override
	public <T> T getOption(SocketOption<T> name) {
		throw unsupported();
	}

	@Override
	public SocketChannel shutdownInput() {
		throw unsupported();
	}

	@Override
	public SocketChannel shutdownOutput() {
		throw unsupported();
	}

	@Override
	public Socket socket() {
		throw unsupported();
	}

	@Override
	public boolean connect(SocketAddress remote) {
		throw unsupported();
	}

	@Override
	public boolean finishConnect() {
		throw unsupported();
	}

	@Override
	public int read(ByteBuffer target) {
		throw unsupported();
	}

	@Override
	public long read(ByteBuffer[] targets, int offset, int length) {
		throw unsupported();
	}

	@Override
	public int write(ByteBuffer source) {
		throw unsupported();
	}

	@Override
	public long write(ByteBuffer[] sources, int offset, int length) {
		throw unsupported();
	}

	private static UnsupportedOperationException unsupported() {
		return new UnsupportedOperationException("This channel only has an address");
	}

}
