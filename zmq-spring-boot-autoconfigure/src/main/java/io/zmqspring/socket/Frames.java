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

package io.zmqspring.socket;

import org.jspecify.annotations.Nullable;
import zmq.io.Metadata;

import io.zmqspring.socket.frame.SequencedFrame;
import io.zmqspring.socket.unix.UnixPeer;

/**
 * The frames of a message that was received. One instance is reused for all messages of a
 * socket, so it is valid only during {@link FrameSink#onMessage(Frames)} and only on that
 * thread; the frames themselves may be kept. No wire format has more than {@value #KEPT}
 * frames; further frames are counted but not kept.
 *
 * @since 0.1
 */
public final class Frames {

	/** The number of frames that are kept. */
	public static final int KEPT = 4;

	private static final byte[] NONE = {};

	private byte[] first = NONE;

	private byte[] second = NONE;

	private byte[] third = NONE;

	private byte[] fourth = NONE;

	private int count;

	private long bytes;

	private @Nullable String userId;

	private @Nullable String peerAddress;

	private @Nullable Metadata connection;

	private @Nullable SequencedFrame sequenced;

	void clear() {
		this.sequenced = null;
		this.connection = null;
		this.userId = null;
		this.peerAddress = null;
		this.count = 0;
		this.bytes = 0;
	}

	/**
	 * Add a frame.
	 * @param frame the frame, not copied
	 */
	public void add(byte[] frame) {
		switch (this.count++) {
			case 0:
				this.first = frame;
				break;
			case 1:
				this.second = frame;
				break;
			case 2:
				this.third = frame;
				break;
			case 3:
				this.fourth = frame;
				break;
			default:
				break;
		}
		this.bytes += frame.length;
	}

	// The last frame, which stays in the frame before it
	void add(SequencedFrame frame) {
		this.sequenced = frame;
		this.count++;
		this.bytes += SequencedFrame.SIZE;
	}

	/**
	 * Whether the engine has recognized the last frame as a sequence.
	 * @return {@code true} if {@link #epoch()}, {@link #number()} and {@link #time()} are
	 * known
	 */
	public boolean isSequenced() {
		return this.sequenced != null;
	}

	/**
	 * The epoch in the sequence.
	 * @return the epoch, 0 unless {@link #isSequenced()}
	 */
	public long epoch() {
		return (this.sequenced != null) ? this.sequenced.epoch() : 0;
	}

	/**
	 * The number in the sequence.
	 * @return the number, 0 unless {@link #isSequenced()}
	 */
	public long number() {
		return (this.sequenced != null) ? this.sequenced.number() : 0;
	}

	/**
	 * The time in the sequence.
	 * @return nanoseconds since 1970, 0 unless {@link #isSequenced()}
	 */
	public long time() {
		return (this.sequenced != null) ? this.sequenced.time() : 0;
	}

	void setConnection(@Nullable Metadata connection) {
		this.connection = connection;
	}

	/**
	 * The connection over which the message came.
	 * @return an object that all messages of the connection have, and no others;
	 * {@code null} over inproc
	 */
	public @Nullable Object connection() {
		return this.connection;
	}

	/**
	 * The name of the connection over which the message came.
	 * @return the IP address and port of the peer, over ipc its name; {@code null} over
	 * inproc
	 */
	public @Nullable String connectionName() {
		Metadata metadata = this.connection;
		return (metadata != null) ? metadata.get(Metadata.PEER_ADDRESS) : null;
	}

	/**
	 * The address at the other end of the connection, also of a peer that has no name.
	 * @return its IP address and port, over ipc its path, or a number of the connection
	 * if it has connected; {@code null} over inproc
	 */
	public @Nullable String remoteAddress() {
		Metadata metadata = this.connection;
		String address = (metadata != null) ? metadata.get(Metadata.PEER_ADDRESS) : null;
		UnixPeer peer = UnixPeer.find(address);
		String endpoint = (peer != null) ? peer.endpoint() : null;
		return (endpoint != null) ? endpoint : address;
	}

	void setPeer(@Nullable String userId, @Nullable String peerAddress) {
		this.userId = userId;
		this.peerAddress = peerAddress;
	}

	/**
	 * The peer that has sent the message.
	 * @return the name of its key, or its user; {@code null} if it is not known
	 */
	public @Nullable String userId() {
		return this.userId;
	}

	/**
	 * The address of the peer that has sent the message.
	 * @return its IP address and port, {@code null} if the peer is not known
	 */
	public @Nullable String peerAddress() {
		return this.peerAddress;
	}

	/**
	 * The number of frames on the wire.
	 * @return the number, at least 1
	 */
	public int count() {
		return this.count;
	}

	/**
	 * The size of all frames together.
	 * @return bytes
	 */
	public long bytes() {
		return this.bytes;
	}

	/**
	 * One frame.
	 * @param index from 0, less than both {@link #count()} and {@value #KEPT}
	 * @return the frame, not copied
	 * @throws IndexOutOfBoundsException if the index is not less than {@value #KEPT}
	 */
	public byte[] get(int index) {
		if (this.sequenced != null && index == this.count - 1) {
			return this.sequenced.sequence();
		}
		return switch (index) {
			case 0 -> this.first;
			case 1 -> this.second;
			case 2 -> this.third;
			case 3 -> this.fourth;
			default -> throw new IndexOutOfBoundsException(index);
		};
	}

}
