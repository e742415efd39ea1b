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

package io.zmqspring.scenario.security;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;

/**
 * Sockets of the sections {@code server} and {@code client} of a {@link KeyDirectory}.
 */
final class SecureSockets implements AutoCloseable {

	private final Deque<Runnable> closing = new ArrayDeque<>();

	private final ZmqContext context;

	SecureSockets(ZmqContext context) {
		this.context = context;
		this.closing.push(context::close);
	}

	ZmqContext context() {
		return this.context;
	}

	private static SocketSettings server(String address) {
		return SecureLink.settings(address, true, "server", SecurityRole.SERVER);
	}

	private static SocketSettings client(String address) {
		return SecureLink.settings(address, false, "client", SecurityRole.CLIENT);
	}

	PublishingSocket publisher(String address) {
		PublishingSocket socket = PublishingSocket.open(this.context, server(address), Overflow.BLOCK, (event) -> {
		});
		this.closing.push(socket::close);
		return socket;
	}

	SendingSocket pusher(String address) {
		SendingSocket socket = SendingSocket.pushing(this.context, client(address), false, (event) -> {
		});
		this.closing.push(socket::close);
		return socket;
	}

	ReceivingSocket boundReceiver(String type, String address, FrameSink messages) {
		return receiver(type, server(address), messages, (event) -> {
		});
	}

	ReceivingSocket receiver(String type, String address, FrameSink messages, Consumer<SocketEvent> events) {
		return receiver(type, client(address), messages, events);
	}

	private ReceivingSocket receiver(String type, SocketSettings settings, FrameSink messages,
			Consumer<SocketEvent> events) {
		ReceivingSocket socket = SecureLink.startReceiver(this.context, type, settings, messages, events);
		this.closing.push(() -> socket.close(Duration.ofSeconds(5)));
		return socket;
	}

	@Override
	public void close() {
		this.closing.forEach(Runnable::run);
	}

}
