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

import zmq.io.Metadata;

/**
 * A frame of JeroMQ's own decoder, whose content nobody has checked when JeroMQ reads it.
 * What must not be read is hidden from JeroMQ:
 * <ul>
 * <li>JeroMQ recognizes a command by {@link #get(int)}. For a malformed command this
 * returns a length that no name has.</li>
 * <li>JeroMQ reads the properties of a READY by {@link #buf()}. If they contain
 * {@code Peer-Address}, which would replace the address by which the guard identifies the
 * connection, this returns a property list that cannot be parsed, and JeroMQ ends the
 * connection.</li>
 * </ul>
 */
final class UncheckedFrame extends PeerFrame {

	private static final byte[] PEER_ADDRESS = Metadata.PEER_ADDRESS.getBytes(StandardCharsets.US_ASCII);

	// Not a list of properties: JeroMQ ends a connection with such a READY
	private static final byte[] UNREADABLE = new byte[8];

	private static final byte NO_LENGTH = 0;

	UncheckedFrame(int size, Arrival arrival) {
		super(new byte[size], arrival);
	}

	/**
	 * Whether this is a command that JeroMQ must not read.
	 * @return {@code true} if it is malformed
	 */
	boolean isMalformedCommand() {
		return isCommand() && !CommandCheck.isAcceptable(data(), false) && !CommandCheck.isAcceptable(data(), true);
	}

	@Override
	public byte get(int index) {
		return (index == 0 && isMalformedCommand()) ? NO_LENGTH : super.get(index);
	}

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

}
