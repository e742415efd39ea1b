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

package io.zmqspring.benchmarks.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.zmqspring.benchmarks.side.CurveKeys;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;

/**
 * The process of many clients that connect at the same time. It connects at the line
 * {@code connect}, disconnects at {@code disconnect}, and ends with its standard input.
 */
public final class HandshakeClients {

	private HandshakeClients() {
	}

	/**
	 * Run the clients.
	 * @param arguments the address, and the number of clients
	 * @throws IOException if standard input fails
	 */
	public static void main(String[] arguments) throws IOException {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse(arguments[0], null)), false, 10,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS,
				new SocketSettings.Security("bench", SecurityRole.CLIENT));
		SecuritySettings security = new Binder(new MapConfigurationPropertySource(CurveKeys.settings("auto", false)))
			.bind("zmq.security", SecuritySettings.class)
			.get();
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, security)) {
			List<SendingSocket> clients = new ArrayList<>();
			for (String command = commands.readLine(); command != null; command = commands.readLine()) {
				if (command.equals("connect")) {
					for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
						clients.add(SendingSocket.pushing(context, settings, false, (event) -> {
						}));
					}
				}
				else {
					clients.forEach(SendingSocket::close);
					clients.clear();
				}
			}
		}
	}

}
