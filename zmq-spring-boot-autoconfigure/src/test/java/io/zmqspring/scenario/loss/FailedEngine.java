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

package io.zmqspring.scenario.loss;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.testsupport.EventsApplication;

/**
 * Lets an engine fail as after an {@link OutOfMemoryError} in one of its threads.
 */
final class FailedEngine {

	private FailedEngine() {
	}

	// By a socket of JeroMQ's own, whose events nothing guards
	static void of(Engine engine) throws IOException {
		ZMQ.Socket bare = engine.socket(SocketType.PULL);
		bare.base().setEventHook((event) -> {
			throw new OutOfMemoryError("thrown by a test");
		}, zmq.ZMQ.ZMQ_EVENT_ACCEPTED);
		bare.bind("tcp://127.0.0.1:*");
		int port = Endpoint.parse(bare.getLastEndpoint(), null).port();
		try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
			EventsApplication.await().until(() -> peer.isConnected() && engine.fault() != null);
		}
		finally {
			bare.close();
		}
	}

}
