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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import zmq.io.Metadata;

/**
 * Checks the commands of a peer (RFC 23 and 37) before JeroMQ reads them. JeroMQ reads
 * beyond the end of a short PING, which raises an exception in its I/O thread, and does
 * not compare the last letter of a name.
 */
final class CommandCheck {

	private static final int TTL = 2;

	private CommandCheck() {
	}

	/**
	 * Whether JeroMQ may read a command.
	 * @param command the content of its frame
	 * @param handshake whether it belongs to the handshake of the mechanism NULL
	 * @return {@code false} if it is malformed, unknown or not in its place
	 */
	static boolean isAcceptable(byte[] command, boolean handshake) {
		ByteBuffer content = ByteBuffer.wrap(command);
		try {
			String name = shortText(content);
			return handshake ? isHandshake(name, content) : isTraffic(name, content);
		}
		catch (BufferUnderflowException ex) {
			return false;
		}
	}

	/**
	 * Whether a command that is acceptable is a PING.
	 * @param command the content of its frame
	 * @return {@code true} if it is
	 */
	static boolean isPing(byte[] command) {
		return command[0] == 4 && command[1] == 'P' && command[2] == 'I';
	}

	private static boolean isTraffic(String name, ByteBuffer body) {
		return switch (name) {
			case "PING" -> body.remaining() >= TTL;
			// JeroMQ ignores all but PING
			case "PONG", "SUBSCRIBE", "CANCEL", "JOIN", "LEAVE" -> true;
			default -> false;
		};
	}

	private static boolean isHandshake(String name, ByteBuffer body) {
		return switch (name) {
			case "READY" -> areProperties(body);
			case "ERROR" -> {
				shortText(body);
				yield !body.hasRemaining();
			}
			default -> false;
		};
	}

	// A Peer-Address would replace the address by which the connection is known
	private static boolean areProperties(ByteBuffer body) {
		while (body.hasRemaining()) {
			String name = shortText(body);
			int length = body.getInt();
			if (name.isEmpty() || name.equalsIgnoreCase(Metadata.PEER_ADDRESS) || length < 0
					|| length > body.remaining()) {
				return false;
			}
			body.position(body.position() + length);
		}
		return true;
	}

	private static String shortText(ByteBuffer bytes) {
		byte[] text = new byte[bytes.get() & 0xff];
		bytes.get(text);
		return new String(text, StandardCharsets.ISO_8859_1);
	}

}
