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

package io.zmqspring.socket.security;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;

/**
 * The properties that both sides exchange in a handshake. Of a peer's properties only the
 * type of its socket counts: a peer cannot say who it is or where it comes from.
 */
final class ZmtpProperties {

	private static final String SOCKET_TYPE = "Socket-Type";

	private static final Set<String> TYPES = Set.of("PUB", "SUB", "XPUB", "XSUB", "PUSH", "PULL", "ROUTER", "DEALER",
			"REQ", "REP", "PAIR");

	private ZmtpProperties() {
	}

	/**
	 * The properties of an own socket.
	 * @param socketType its type
	 * @return the properties as sent
	 */
	static byte[] of(String socketType) {
		byte[] name = SOCKET_TYPE.getBytes(StandardCharsets.US_ASCII);
		byte[] type = socketType.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(1 + name.length + Integer.BYTES + type.length)
			.put((byte) name.length)
			.put(name)
			.putInt(type.length)
			.put(type)
			.array();
	}

	/**
	 * Check the properties of a peer.
	 * @param properties the properties as sent
	 * @param socketType the type of the own socket
	 * @param fingerprint the fingerprint of the peer's key
	 * @throws HandshakeException if they are malformed, or the types do not fit
	 */
	static void check(byte[] properties, String socketType, @Nullable String fingerprint) throws HandshakeException {
		String peer = null;
		ByteBuffer content = ByteBuffer.wrap(properties);
		try {
			while (content.hasRemaining()) {
				byte[] name = new byte[content.get() & 0xff];
				content.get(name);
				int length = content.getInt();
				if (name.length == 0 || length < 0 || length > content.remaining()) {
					throw new HandshakeException(DenialReason.MALFORMED, fingerprint);
				}
				byte[] value = new byte[length];
				content.get(value);
				if (new String(name, StandardCharsets.ISO_8859_1).equalsIgnoreCase(SOCKET_TYPE)) {
					peer = new String(value, StandardCharsets.ISO_8859_1);
				}
			}
		}
		catch (BufferUnderflowException ex) {
			throw new HandshakeException(DenialReason.MALFORMED, fingerprint);
		}
		if (peer == null || !fits(socketType, peer)) {
			throw new HandshakeException(
					new Denial(DenialReason.WRONG_SOCKET_TYPE, fingerprint, advice(peer, socketType)));
		}
	}

	private static String advice(@Nullable String peer, String own) {
		// The name comes from the peer
		boolean known = peer != null && TYPES.contains(peer);
		return (known ? "its type is " + peer : "it names no type of ZeroMQ") + ", that of this socket is " + own
				+ ": compare the ports of both sides";
	}

	private static boolean fits(String own, String peer) {
		return switch (own) {
			case "PUB", "XPUB" -> peer.equals("SUB") || peer.equals("XSUB");
			case "SUB", "XSUB" -> peer.equals("PUB") || peer.equals("XPUB");
			case "PUSH" -> peer.equals("PULL");
			case "PULL" -> peer.equals("PUSH");
			case "ROUTER" -> peer.equals("DEALER");
			case "DEALER" -> peer.equals("ROUTER");
			default -> false;
		};
	}

}
