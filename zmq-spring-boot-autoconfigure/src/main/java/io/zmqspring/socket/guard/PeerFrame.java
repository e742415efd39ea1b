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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * A frame from a peer, checked at two steps of the protocol:
 * <ol>
 * <li>Handshake: JeroMQ reads the properties of a READY command by {@link #buf()}. A
 * READY that contains {@code Peer-Address} would replace the address by which the guard
 * identifies the connection. For such a frame {@link #buf()} returns a property list that
 * cannot be parsed, so that JeroMQ ends the connection as malformed.</li>
 * <li>Traffic: {@code StreamEngine} calls {@link #setMetadata} on each frame before it
 * passes the frame to the socket. The guard decides at this call. JeroMQ discards frames
 * with the command flag, so a refused frame gets this flag.</li>
 * </ol>
 */
final class PeerFrame extends Msg {

	private static final byte[] PEER_ADDRESS = Metadata.PEER_ADDRESS.getBytes(StandardCharsets.US_ASCII);

	// Not a list of properties: JeroMQ ends a connection with such a READY
	private static final byte[] UNREADABLE = new byte[8];

	private static final boolean CALLED = isSetMetadataCalled();

	// The only field, because another one would make every frame eight bytes larger
	private final Arrival arrival;

	PeerFrame(int size, Arrival arrival) {
		super(size);
		this.arrival = arrival;
	}

	/**
	 * Whether JeroMQ calls {@link #setMetadata} of this class. If a different JeroMQ does
	 * not, the limits for peers have no effect.
	 * @return {@code true} with JeroMQ 0.6.0
	 */
	static boolean isChecked() {
		return CALLED;
	}

	// resetMetadata() of JeroMQ calls setMetadata(null), like its StreamEngine does with
	// the metadata of a connection
	private static boolean isSetMetadataCalled() {
		boolean[] called = new boolean[1];
		try {
			new Msg() {

				@Override
				public Msg setMetadata(@Nullable Metadata metadata) {
					called[0] = true;
					return this;
				}

			}.resetMetadata();
		}
		catch (LinkageError ex) {
			return false;
		}
		return called[0];
	}

	/**
	 * Make JeroMQ discard this frame.
	 */
	void discard() {
		setFlags(COMMAND);
	}

	@Override
	public Msg setMetadata(@Nullable Metadata metadata) {
		if (metadata != null) {
			this.arrival.of(this, metadata);
		}
		return super.setMetadata(metadata);
	}

	/**
	 * The content of the frame. Before the frame has metadata, JeroMQ calls this to parse
	 * the properties of a READY, whatever the flags of the frame are; JeroMQ's decoder
	 * calls it to fill an empty frame.
	 * @return the content, or bytes that cannot be parsed for a READY with an address
	 */
	@Override
	public ByteBuffer buf() {
		ByteBuffer content = super.buf();
		return (getMetadata() == null && contains(content, PEER_ADDRESS)) ? ByteBuffer.wrap(UNREADABLE) : content;
	}

	private static boolean contains(ByteBuffer content, byte[] part) {
		ByteBuffer wanted = ByteBuffer.wrap(part);
		for (int i = 0; i + part.length <= content.limit(); i++) {
			if (content.get(i) == part[0] && content.slice(i, part.length).equals(wanted)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Checks a frame that has arrived, before it is passed to the socket.
	 */
	@FunctionalInterface
	interface Arrival {

		void of(PeerFrame frame, Metadata metadata);

	}

}
