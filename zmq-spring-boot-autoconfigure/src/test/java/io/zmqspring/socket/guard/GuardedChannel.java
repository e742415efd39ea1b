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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.zeromq.SocketType;
import zmq.ZMQ;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.unix.UnixPeer;
import io.zmqspring.testsupport.TestTransport;

/**
 * A connection of a SUB socket with its guard, without an engine.
 */
final class GuardedChannel implements AutoCloseable {

	private final List<SocketEvent.Kind> events = new ArrayList<>();

	private final String address;

	private final PeerGuard guard;

	private final ServerSocketChannel listener;

	private final SocketChannel channel;

	/**
	 * Open the connection.
	 * @param transport its transport
	 * @param memory the memory for its frames
	 * @throws IOException if it cannot be opened
	 */
	GuardedChannel(TestTransport transport, FrameMemory memory) throws IOException {
		this.address = transport.address();
		this.guard = new PeerGuard(SocketType.SUB,
				new SocketSettings(List.of(Endpoint.parse(this.address, null)), true, 1, Duration.ZERO, Duration.ZERO,
						SocketTuning.DEFAULTS),
				SecuritySettings.DEFAULTS, memory, new EventHook((event) -> this.events.add(event.kind())));
		this.listener = TestTransport.listen(this.address, 1);
		this.channel = TestTransport.connect(this.address);
		this.channel.configureBlocking(false);
		if (transport == TestTransport.IPC) {
			UnixPeer.of(this.channel);
		}
	}

	PeerGuard guard() {
		return this.guard;
	}

	List<SocketEvent.Kind> events() {
		return this.events;
	}

	FrameIntake intake(SecurityMechanism mechanism) {
		return this.guard.intake(new DecoderReplacement.GreetedConnection(this.address, this.channel, () -> true, null),
				mechanism);
	}

	/**
	 * Report the end of the connection as the engine does.
	 */
	void disconnected() {
		this.guard.consume(new ZMQ.Event(ZMQ.ZMQ_EVENT_DISCONNECTED, this.address, this.channel));
	}

	boolean isInputShutdown() throws IOException {
		return this.channel.read(ByteBuffer.allocate(1)) < 0;
	}

	void closeChannel() throws IOException {
		this.channel.close();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
		TestTransport.close(this.listener);
	}

}
