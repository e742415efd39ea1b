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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.unix.UnixPeer;

import static org.assertj.core.api.Assertions.assertThat;

class PeerLimitsTests {

	private final PeerLimits limits = PeerLimits.of(PeerLimits.Rule.MESSAGES,
			PublisherSettings.of("ipc:///run/app/events", "tcp://127.0.0.1:0").toSocketSettings(),
			SecuritySettings.DEFAULTS.withAddresses(List.of("192.0.2.0/24"), List.of()));

	@Test
	void listsOfAddressesHoldForPeersThatHaveOne(@TempDir Path directory) throws IOException {
		assertThat(accepts(StandardProtocolFamily.INET, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
			.isFalse();
		assertThat(accepts(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(directory.resolve("s")))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.1:1, 10.0.0.1:2, false", "10.0.0.1:1, 10.0.0.2:1, true", "ipc peer 1, ipc peer 2, true" })
	void limitPerAddressHoldsForPeersThatHaveOne(String first, String second, boolean room) {
		ConnectionSlots slots = new ConnectionSlots(0, 1);
		Collection<PeerConnection> connected = Stream.of(first).map(PeerLimitsTests::connection).toList();
		assertThat(slots.makeRoom(PeerConnection.host(second), connected, (oldest) -> {
		})).isEqualTo(room);
	}

	private static PeerConnection connection(String address) {
		PeerConnection connection = new PeerConnection(address, "", new HashSet<>(), FrameMemory.SHARED, (evicted) -> {
		});
		connection.onFrame();
		return connection;
	}

	private boolean accepts(StandardProtocolFamily family, SocketAddress address) throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open(family).bind(address);
				SocketChannel peer = SocketChannel.open(server.getLocalAddress());
				SocketChannel accepted = server.accept()) {
			assertThat(peer.isConnected()).isTrue();
			if (family == StandardProtocolFamily.UNIX) {
				UnixPeer.of(accepted);
			}
			return this.limits.accept(accepted);
		}
	}

}
