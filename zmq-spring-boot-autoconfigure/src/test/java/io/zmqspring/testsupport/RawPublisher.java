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

package io.zmqspring.testsupport;

import java.nio.charset.StandardCharsets;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A plain JeroMQ publisher, which can send any frames. Used by one thread.
 */
public final class RawPublisher implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket socket = this.context.socket(SocketType.XPUB);

	public RawPublisher() {
		this.socket.setReceiveTimeOut(TIMEOUT_MILLIS);
		this.socket.setSndHWM(0);
		this.socket.setLinger(0);
		this.socket.bind("tcp://127.0.0.1:*");
	}

	public String address() {
		return this.socket.getLastEndpoint();
	}

	/**
	 * Wait for a subscription.
	 * @return the prefix subscribed to
	 */
	public String awaitSubscription() {
		byte[] message = this.socket.recv();
		assertThat(message).as("a subscription").isNotEmpty();
		assertThat(message[0]).isEqualTo((byte) 1);
		return new String(message, 1, message.length - 1, StandardCharsets.UTF_8);
	}

	public void send(String... frames) {
		byte[][] bytes = new byte[frames.length][];
		for (int i = 0; i < frames.length; i++) {
			bytes[i] = frames[i].getBytes(StandardCharsets.UTF_8);
		}
		send(bytes);
	}

	public void send(byte[]... frames) {
		for (int i = 0; i < frames.length; i++) {
			assertThat(this.socket.send(frames[i], (i < frames.length - 1) ? ZMQ.SNDMORE : 0)).isTrue();
		}
	}

	@Override
	public void close() {
		this.socket.close();
		this.context.term();
	}

}
