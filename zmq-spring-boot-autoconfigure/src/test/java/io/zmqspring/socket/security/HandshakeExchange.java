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

import java.util.Objects;

import zmq.Msg;

import io.zmqspring.socket.frame.SealedFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passes commands between the two sides of a handshake.
 */
final class HandshakeExchange {

	private HandshakeExchange() {
	}

	/**
	 * The next command of a side, which must have one.
	 * @param side the side
	 * @return the command
	 */
	static byte[] command(Handshake side) {
		return Objects.requireNonNull(side.next());
	}

	/**
	 * Pass the four commands of CURVE or PLAIN. Each side accepts them.
	 * @param client the client, which begins
	 * @param server the server
	 */
	static void complete(Handshake client, Handshake server) {
		assertThat(server.receive(command(client))).isTrue();
		assertThat(client.receive(command(server))).isTrue();
		assertThat(server.receive(command(client))).isTrue();
		assertThat(client.receive(command(server))).isTrue();
	}

	/**
	 * Encrypt a frame after the handshake.
	 * @param side the side that sends it
	 * @param message the frame
	 * @return the content of the encrypted frame
	 */
	static byte[] encrypted(Handshake side, Msg message) {
		SealedFrame sealed = new SealedFrame();
		assertThat(side.encrypt(message, sealed)).isTrue();
		return bytes(sealed);
	}

	static byte[] bytes(SealedFrame sealed) {
		byte[] bytes = new byte[sealed.size()];
		sealed.buf().get(bytes);
		return bytes;
	}

}
