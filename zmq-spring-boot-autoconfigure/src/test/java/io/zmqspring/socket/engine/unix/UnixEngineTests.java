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

package io.zmqspring.socket.engine.unix;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

import org.junit.jupiter.api.Test;
import zmq.Options;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnixEngine}.
 */
class UnixEngineTests {

	private final Options options = new Options();

	@Test
	void sendBufferIsLargerThanTheDefaultOfTheSystem() throws IOException {
		try (SocketChannel untouched = open(); SocketChannel channel = open()) {
			UnixEngine.setBuffers(channel, this.options);
			assertThat(sendBuffer(channel)).isGreaterThan(sendBuffer(untouched));
		}
	}

	@Test
	void configuredSizesAreUsed() throws IOException {
		this.options.sndbuf = 16 * 1024;
		this.options.rcvbuf = 32 * 1024;
		try (SocketChannel channel = open()) {
			UnixEngine.setBuffers(channel, this.options);
			assertThat(sendBuffer(channel)).isEqualTo(16 * 1024);
			assertThat(channel.getOption(StandardSocketOptions.SO_RCVBUF)).isEqualTo(32 * 1024);
		}
	}

	private static SocketChannel open() throws IOException {
		return SocketChannel.open(StandardProtocolFamily.UNIX);
	}

	private static int sendBuffer(SocketChannel channel) throws IOException {
		return channel.getOption(StandardSocketOptions.SO_SNDBUF);
	}

}
