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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.CurveProvider;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.OpenSockets;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.PythonPeer;

/**
 * The sockets of one side, with the certificates that pyzmq has written.
 */
final class SecureLink implements AutoCloseable {

	static final int HIGH_WATER_MARK = 100;

	private final ZmqContext context;

	private @Nullable Runnable close;

	SecureLink(Path certificates) {
		this(certificates, CurveProvider.AUTO);
	}

	SecureLink(Path certificates, CurveProvider provider) {
		SecuritySettings defaults = SecuritySettings.DEFAULTS;
		Map<String, CurveSettings> curve = Map.of("server",
				new CurveSettings(null, certificates.resolve("server.key_secret").toString(), null, List.of(), null,
						Map.of(), certificates.resolve("allowed").toString(), false, CurveSettings.OnDenied.CLOSE,
						CurveSettings.RELOAD_INTERVAL, List.of(), List.of()),
				"client", client(certificates, "client", "server"), "stranger",
				client(certificates, "stranger", "server"), "mistaken", client(certificates, "client", "stranger"));
		this.context = new ZmqContext(ContextSettings.DEFAULTS,
				new SecuritySettings(defaults.handshakeTimeout(), defaults.maxHandshakesPerSecond(), 0,
						OpenSockets.WARN, List.of(), List.of(), provider, curve,
						Map.of("users",
								new PlainSettings("bob", "secret", Map.of("bob", "secret"), List.of(), List.of()),
								"wrong-password", new PlainSettings("bob", "wrong", Map.of(), List.of(), List.of()))));
	}

	private static CurveSettings client(Path certificates, String name, String server) {
		return new CurveSettings(null, certificates.resolve(name + ".key_secret").toString(), null, List.of(),
				certificates.resolve(server + ".key").toString(), Map.of(), null, false, CurveSettings.OnDenied.CLOSE,
				CurveSettings.RELOAD_INTERVAL, List.of(), List.of());
	}

	/**
	 * The server with its key, which lets in clients with any key.
	 * @return the settings
	 */
	CurveSettings anyClient() {
		CurveSettings server = Objects.requireNonNull(this.context.security().curve().get("server"));
		return new CurveSettings(null, server.secretFile(), null, List.of(), null, Map.of(), null, true,
				CurveSettings.OnDenied.CLOSE, CurveSettings.RELOAD_INTERVAL, List.of(), List.of());
	}

	ZmqContext context() {
		return this.context;
	}

	/**
	 * Let pyzmq create certificates for a server, a client and a stranger.
	 * @param directory the directory
	 */
	static void createCertificates(Path directory) {
		try (PythonPeer python = PythonPeer.secure(directory.toString(), "keys")) {
			python.answer();
		}
	}

	static SocketSettings settings(String address, boolean bind, String section, SecurityRole role) {
		return settings(address, bind, new SocketSettings.Security(section, role));
	}

	static SocketSettings settings(String address, boolean bind, SocketSettings.@Nullable Security security) {
		return new SocketSettings(List.of(Endpoint.parse(address, null)), bind, HIGH_WATER_MARK, Duration.ofSeconds(2),
				Duration.ofSeconds(20), SocketTuning.DEFAULTS, security);
	}

	PublishingSocket publisher(SocketSettings settings, Consumer<SocketEvent> events) {
		PublishingSocket socket = PublishingSocket.open(this.context, settings, Overflow.BLOCK, events::accept);
		this.close = socket::close;
		return socket;
	}

	SendingSocket pusher(SocketSettings settings, Consumer<SocketEvent> events) {
		SendingSocket socket = SendingSocket.pushing(this.context, settings, false, events::accept);
		this.close = socket::close;
		return socket;
	}

	// Without linger: the subscriptions for a peer that has gone would be waited for
	ReceivingSocket receiver(String type, SocketSettings given, FrameSink messages, Consumer<SocketEvent> events) {
		SocketSettings settings = new SocketSettings(given.endpoints(), given.bind(), given.highWaterMark(),
				Duration.ZERO, given.sendTimeout(), given.tuning(), given.security());
		ReceivingSocket socket = startReceiver(this.context, type, settings, messages, events);
		this.close = () -> socket.close(Duration.ofSeconds(5));
		return socket;
	}

	/**
	 * Open and start a socket that receives.
	 * @param context its context
	 * @param type {@code sub} for all topics, or {@code pull}
	 * @param settings its settings
	 * @param messages what is called with its messages
	 * @param events what is called with its events
	 * @return the socket
	 */
	static ReceivingSocket startReceiver(ZmqContext context, String type, SocketSettings settings, FrameSink messages,
			Consumer<SocketEvent> events) {
		ReceivingSocket socket = type.equals("sub")
				? ReceivingSocket.subscribing(context, settings, "secure", messages, events::accept)
				: ReceivingSocket.pulling(context, settings, "secure", messages, events::accept);
		if (type.equals("sub")) {
			socket.subscribe(new byte[0]);
		}
		socket.start();
		return socket;
	}

	@Override
	public void close() {
		if (this.close != null) {
			this.close.run();
		}
		this.context.close();
	}

}
