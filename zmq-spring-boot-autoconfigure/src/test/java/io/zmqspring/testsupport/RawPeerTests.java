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

package io.zmqspring.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plain subscribers whose first handshake stalls.
 */
class RawPeerTests {

	@Test
	void peerSubscribesAfterItsFirstHandshakeHasStalled() throws IOException {
		try (OpenResources resources = new OpenResources(); ServerSocket silent = silentServer()) {
			String address = address(silent);
			RawPeer subscriber = resources.add(RawPeer.connecting(SocketType.SUB, address));
			CompletableFuture<RawPeer> publisher = publisherAfterASilentConnection(silent, address, resources);
			subscriber.subscribe("a");
			assertThat(publisher.join().receive()).isEqualTo("\u0001a");
		}
	}

	@Test
	void subscriberSubscribesAfterItsFirstHandshakeHasStalled() throws IOException {
		try (OpenResources resources = new OpenResources(); ServerSocket silent = silentServer()) {
			String address = address(silent);
			RawSubscriber subscriber = resources.add(new RawSubscriber(address, "a"));
			CompletableFuture<RawPeer> publisher = publisherAfterASilentConnection(silent, address, resources);
			subscriber.awaitConnected();
			assertThat(publisher.join().receive()).isEqualTo("\u0001a");
		}
	}

	private static ServerSocket silentServer() throws IOException {
		return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	private static String address(ServerSocket server) {
		return "tcp://127.0.0.1:" + server.getLocalPort();
	}

	private static CompletableFuture<RawPeer> publisherAfterASilentConnection(ServerSocket silent, String address,
			OpenResources resources) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				Socket connection = silent.accept();
				silent.close();
				resources.add(connection);
				return resources.add(RawPeer.binding(SocketType.XPUB, address));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

}
