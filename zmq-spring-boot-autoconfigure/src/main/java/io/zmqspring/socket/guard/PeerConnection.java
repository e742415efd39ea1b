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

package io.zmqspring.socket.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import zmq.util.Utils;

import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.unix.UnixPeer;

/**
 * What the peer of one connection has sent, as far as limits depend on it. The methods
 * that count are called only by the I/O thread of the connection.
 */
final class PeerConnection {

	/** The host of all peers of Unix domain sockets. */
	static final String LOCAL = "ipc";

	private static final int BYTES_OF_ONE_SUBSCRIPTION = 64;

	private final long openedAt = System.nanoTime();

	private final FrameMemory.Account memory;

	private final Set<ByteBuffer> topics;

	private final String address;

	private final String endpoint;

	private @Nullable SocketChannel channel;

	private volatile @Nullable BooleanSupplier handshake;

	private volatile boolean handshakeDone;

	private volatile @Nullable Runnable waiting;

	private volatile boolean ended;

	private int parts;

	private long bytes;

	private long taken;

	private int subscriptions;

	/**
	 * Create a connection.
	 * @param address the IP address and port of the peer
	 * @param endpoint the endpoint of the socket
	 * @param topics the present subscriptions of the peer
	 * @param memory the memory for frames that are arriving
	 * @param onEviction called when the connection must end to make room in that memory
	 */
	PeerConnection(String address, String endpoint, Set<ByteBuffer> topics, FrameMemory memory,
			Consumer<PeerConnection> onEviction) {
		this.address = address;
		this.endpoint = endpoint;
		this.topics = topics;
		this.memory = memory.account(() -> onEviction.accept(this));
		this.subscriptions = topics.stream().mapToInt(PeerConnection::weight).sum();
	}

	String address() {
		return this.address;
	}

	/**
	 * The address of a peer, as in the metadata of its messages.
	 * @param channel the channel of the connection
	 * @return the IP address and port, or the name of the peer of a Unix domain socket
	 */
	static String address(SocketChannel channel) {
		UnixPeer peer = UnixPeer.find(channel);
		return (peer != null) ? peer.name() : Utils.getPeerIpAddress(channel).address();
	}

	String host() {
		return host(this.address);
	}

	/**
	 * The host of a peer.
	 * @param address the address of the peer
	 * @return the IP address; all peers of Unix domain sockets have the same host
	 */
	static String host(String address) {
		if (UnixPeer.isName(address)) {
			return LOCAL;
		}
		int colon = address.lastIndexOf(':');
		return (colon < 0) ? address : address.substring(0, colon);
	}

	String endpoint() {
		return this.endpoint;
	}

	long openedAt() {
		return this.openedAt;
	}

	FrameMemory.Account memory() {
		return this.memory;
	}

	synchronized void attach(SocketChannel opened) throws IOException {
		this.channel = opened;
		if (this.ended) {
			opened.shutdownInput();
		}
	}

	synchronized @Nullable SocketChannel channel() {
		return this.channel;
	}

	/**
	 * End the connection as if the peer had closed it, which the engine handles cleanly
	 * in every state.
	 * @return {@code false} if it was ended before
	 * @throws IOException if the channel cannot be shut down
	 */
	synchronized boolean end() throws IOException {
		if (this.ended) {
			return false;
		}
		this.ended = true;
		this.memory.close();
		if (this.channel != null && this.channel.isOpen()) {
			this.channel.shutdownInput();
		}
		return true;
	}

	boolean hasEnded() {
		return this.ended;
	}

	synchronized boolean isClosed() {
		return this.channel != null && !this.channel.isOpen();
	}

	/**
	 * The greeting is complete: set how to find out that the handshake is, too.
	 * @param handshake returns whether it is
	 */
	void setHandshake(BooleanSupplier handshake) {
		this.handshake = handshake;
	}

	boolean isGreeted() {
		return this.handshake != null;
	}

	boolean isHandshakeDone() {
		BooleanSupplier done = this.handshake;
		if (!this.handshakeDone && done != null && done.getAsBoolean()) {
			this.handshakeDone = true;
		}
		return this.handshakeDone;
	}

	/**
	 * Set what makes the connection continue while its handshake waits.
	 * @param resume makes it continue
	 */
	void setWaiting(Runnable resume) {
		this.waiting = resume;
	}

	@Nullable Runnable waiting() {
		return this.waiting;
	}

	/**
	 * Note that the peer has completed its handshake and sent a frame.
	 */
	void onFrame() {
		if (!this.handshakeDone) {
			this.handshakeDone = true;
		}
	}

	boolean isInHandshakeSince(long nanos) {
		return !this.ended && System.nanoTime() - this.openedAt > nanos && !isHandshakeDone();
	}

	/**
	 * Count a frame of a message.
	 * @param size its size in bytes
	 * @param more whether another one follows
	 * @param limits the limits
	 * @return the limit that is exceeded, {@code null} if none is
	 */
	SocketEvent.@Nullable Kind part(int size, boolean more, PeerLimits limits) {
		if (!more && this.parts == 0) {
			return null;
		}
		this.parts++;
		this.bytes += size;
		if (this.parts > PeerLimits.FRAMES) {
			return SocketEvent.Kind.TOO_MANY_FRAMES;
		}
		if (this.bytes > limits.messageSize()) {
			return SocketEvent.Kind.OVERSIZE;
		}
		if (!more) {
			forgetMessage();
		}
		else if (this.bytes > FrameDecoder.SMALL) {
			if (!this.memory.take(size)) {
				return SocketEvent.Kind.NO_MEMORY;
			}
			this.memory.arrived(size);
			this.taken += size;
		}
		return null;
	}

	private void forgetMessage() {
		this.parts = 0;
		this.bytes = 0;
		if (this.taken > 0) {
			this.memory.giveBack(this.taken);
			this.taken = 0;
		}
	}

	/**
	 * Count a subscription or its cancellation.
	 * @param topic its topic
	 * @param subscribes whether it is a subscription
	 * @return the change of the number of subscriptions. A long topic counts more than
	 * once
	 */
	int change(ByteBuffer topic, boolean subscribes) {
		boolean changed = subscribes ? this.topics.add(topic) : this.topics.remove(topic);
		int change = changed ? (subscribes ? weight(topic) : -weight(topic)) : 0;
		this.subscriptions += change;
		return change;
	}

	private static int weight(ByteBuffer topic) {
		return 1 + topic.remaining() / BYTES_OF_ONE_SUBSCRIPTION;
	}

	int subscriptions() {
		return this.subscriptions;
	}

	/**
	 * Remove all subscriptions, because the connection has ended.
	 * @return their number
	 */
	int forgetSubscriptions() {
		int forgotten = this.subscriptions;
		this.subscriptions = 0;
		this.topics.clear();
		return forgotten;
	}

}
