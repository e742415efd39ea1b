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
 * A frame from a peer. The engine gives each frame the metadata of its connection before
 * it passes the frame on, and throws frames away that say they are commands: the place to
 * decide what a peer may send.
 */
final class PeerFrame extends Msg {

	private static final byte[] PEER_ADDRESS = Metadata.PEER_ADDRESS.getBytes(StandardCharsets.US_ASCII);

	// No list of properties: the engine ends a connection that says this in its READY
	private static final byte[] UNREADABLE = new byte[8];

	// The only field: another one would make every frame larger by eight bytes
	private final Arrival arrival;

	PeerFrame(int size, Arrival arrival) {
		super(size);
		this.arrival = arrival;
	}

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
	 * Before a frame has the metadata of its connection, the engine asks for this to read
	 * the properties of a READY, whatever the flags of the frame say. Those would replace
	 * the address by which the guard knows the connection. JeroMQ's own decoder asks as
	 * well, to fill a frame that has nothing in it yet.
	 * @return the content
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
	 * What is to be done when a frame has arrived, before it is passed on.
	 */
	@FunctionalInterface
	interface Arrival {

		void of(PeerFrame frame, Metadata metadata);

	}

}
