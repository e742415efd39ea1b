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

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.engine.Engine;

import static org.awaitility.Awaitility.await;

/**
 * An engine whose I/O thread has died the way an {@code OutOfMemoryError} kills it.
 * Closing has another thread take over, so that its sockets can be closed after all and
 * nothing is left behind for other tests.
 */
public final class DyingEngine implements AutoCloseable {

	private final Engine engine;

	private DyingEngine(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Have an error thrown in the I/O thread, by a socket of JeroMQ's own that nothing
	 * guards.
	 * @param context the context whose only I/O thread dies
	 * @return the engine, dead
	 * @throws IOException if the socket cannot be reached
	 */
	public static DyingEngine kill(ZmqContext context) throws IOException {
		ZMQ.Socket bare = context.engine().socket(SocketType.PULL);
		bare.base().setEventHook((event) -> {
			throw new OutOfMemoryError("thrown by a test");
		}, zmq.ZMQ.ZMQ_EVENT_ACCEPTED);
		bare.bind("tcp://127.0.0.1:*");
		int port = Endpoint.parse(bare.getLastEndpoint(), null).port();
		try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
			await().until(() -> peer.isConnected() && !context.isAlive());
		}
		bare.close();
		return new DyingEngine(context.engine());
	}

	@Override
	public void close() {
		this.engine.cleanUp();
	}

}
