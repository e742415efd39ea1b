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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.socket.crypto.KeyFile;
import io.zmqspring.testsupport.Relay;
import io.zmqspring.testsupport.TestTransport;

import static org.awaitility.Awaitility.await;

/**
 * Sockets of JeroMQ that connect with the key of the client, or as a user. To an address
 * of ipc they connect through a {@link Relay}.
 */
final class JeroMqPeers implements AutoCloseable {

	private final ZContext context = new ZContext();

	private final List<Relay> relays = new ArrayList<>();

	private final Path certificates;

	JeroMqPeers(Path certificates) {
		this.certificates = certificates;
	}

	/**
	 * Connect a socket, and wait for its handshake.
	 * @param type its type
	 * @param section {@code users} for PLAIN, otherwise CURVE
	 * @param address the address
	 * @return the socket, for one thread
	 */
	ZMQ.Socket connect(SocketType type, String section, String address) {
		ZMQ.Socket peer = this.context.createSocket(type);
		peer.setLinger(0);
		peer.setSndHWM(0);
		// JeroMQ alone may miss the greeting of a fresh connection
		peer.setHandshakeIvl(500);
		if (section.equals("users")) {
			peer.setPlainUsername("bob");
			peer.setPlainPassword("secret");
		}
		else {
			KeyFile own = read("client.key_secret");
			peer.setCurveServerKey(CurveKey.decode(read("server.key").publicKey()));
			peer.setCurvePublicKey(CurveKey.decode(own.publicKey()));
			peer.setCurveSecretKey(CurveKey.decode(own.secretKey()));
		}
		// A PUSH loses what it has queued if its handshake stalls
		CountDownLatch handshakeDone = new CountDownLatch(1);
		peer.setEventHook((event) -> handshakeDone.countDown(), ZMQ.EVENT_HANDSHAKE_PROTOCOL);
		peer.connect(address.startsWith("ipc:") ? relayedAddress(address) : address);
		await().until(() -> {
			peer.getEvents();
			return handshakeDone.getCount() == 0;
		});
		return peer;
	}

	private String relayedAddress(String target) {
		String address = TestTransport.TCP.address();
		this.relays.add(Relay.start(address, target));
		return address;
	}

	/**
	 * The fingerprint of a public key.
	 * @param certificates the directory with the certificates
	 * @param name the name of its owner
	 * @return a text such as {@code SHA256:…}
	 */
	static String fingerprint(Path certificates, String name) {
		return CurveKey.parse(read(certificates.resolve(name + ".key")).publicKey()).fingerprint();
	}

	private KeyFile read(String name) {
		return read(this.certificates.resolve(name));
	}

	private static KeyFile read(Path file) {
		try {
			return KeyFile.parse(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
		this.relays.forEach(Relay::close);
	}

}
