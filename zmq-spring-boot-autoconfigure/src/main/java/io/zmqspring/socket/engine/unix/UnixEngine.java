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
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

import zmq.Options;
import zmq.io.StreamEngine;

import io.zmqspring.socket.unix.StandInChannel;
import io.zmqspring.socket.unix.UnixPeer;

/**
 * Creates JeroMQ's engine of a connection for a Unix domain channel. The engine asks its
 * channel for IP addresses when it is created, and refuses others. It is therefore
 * created with a channel that only has an address, and gets the real one afterwards.
 */
final class UnixEngine {

	// The kernel enlarges the buffers of TCP by itself, up to this size. A Unix domain
	// socket keeps its first size, with which both sides wait for each other
	private static final int SEND_BUFFER = 4 * 1024 * 1024;

	private UnixEngine() {
	}

	/**
	 * Create an engine.
	 * @param channel a channel that is connected
	 * @param options the options of the socket
	 * @param endpoint the endpoint of the socket
	 * @return the engine
	 * @throws IOException if the channel is closed
	 */
	static StreamEngine of(SocketChannel channel, Options options, String endpoint) throws IOException {
		channel.configureBlocking(false);
		StreamEngine engine = new StreamEngine(new StandInChannel(UnixPeer.of(channel)), options, endpoint);
		UnixMembers.required().channel().set(engine, channel);
		return engine;
	}

	/**
	 * Set the sizes of the kernel's buffers. The send buffer is 4 MB, or as large as the
	 * system allows, unless its size is configured.
	 * @param channel the channel
	 * @param options the options of the socket
	 * @throws IOException if the channel is closed
	 */
	static void setBuffers(SocketChannel channel, Options options) throws IOException {
		channel.setOption(StandardSocketOptions.SO_SNDBUF, (options.sndbuf > 0) ? options.sndbuf : SEND_BUFFER);
		if (options.rcvbuf != 0) {
			channel.setOption(StandardSocketOptions.SO_RCVBUF, options.rcvbuf);
		}
	}

}
