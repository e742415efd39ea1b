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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has bound a socket with the security section {@code orders}, and
 * peers of plain JeroMQ.
 */
abstract class SecuredApplicationFixture {

	private static final String CURVE = "zmq.security.curve.orders.";

	@TempDir
	static Path certificates;

	final String address;

	final JeroMqPeers peers = new JeroMqPeers(certificates);

	TestApplication application;

	SecuredApplicationFixture(TestTransport transport) {
		this.address = transport.address();
	}

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	@AfterEach
	void close() {
		this.application.close();
		this.peers.close();
	}

	/**
	 * Start the application.
	 * @param beans its beans
	 * @param bound the key of the bound socket, such as {@code zmq.subscribers.in}
	 * @param settings further settings, {@code key=value}
	 */
	final void startBound(Class<?> beans, String bound, String... settings) {
		List<String> all = new ArrayList<>(
				List.of(bound + ".address=" + this.address, bound + ".bind=true", bound + ".security=orders"));
		all.addAll(List.of(settings));
		this.application = TestApplication.start(beans, all.toArray(String[]::new));
	}

	/**
	 * The key of the server.
	 * @return a setting
	 */
	static String serverKey() {
		return CURVE + "secret-file=" + certificates.resolve("server.key_secret");
	}

	/**
	 * The list that contains the key of the client.
	 * @return a setting
	 */
	static String allowedClients() {
		return CURVE + "clients-directory=" + certificates.resolve("allowed");
	}

	/**
	 * Connect a peer that sends a message.
	 * @param type the type of its socket
	 * @param mechanism {@code curve}, or {@code users} for PLAIN
	 * @param frames the message
	 */
	final void sendAs(SocketType type, String mechanism, String... frames) {
		ZMQ.Socket peer = this.peers.connect(type, mechanism, this.address);
		if (type == SocketType.XPUB) {
			assertThat(peer.recv()).as("subscription").isNotNull();
		}
		for (int i = 0; i < frames.length; i++) {
			peer.send(frames[i], (i < frames.length - 1) ? ZMQ.SNDMORE : 0);
		}
	}

}
