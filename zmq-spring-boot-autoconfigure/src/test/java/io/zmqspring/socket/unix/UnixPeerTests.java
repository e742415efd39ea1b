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

package io.zmqspring.socket.unix;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers, users and addresses of peers.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnixPeerTests {

	private SocketFile file;

	private ServerSocketChannel listening;

	private SocketChannel client;

	private SocketChannel accepted;

	@BeforeEach
	void connect() throws IOException {
		this.file = SocketFile.inNewDirectory(null);
		this.listening = this.file.bind(10);
		this.client = SocketChannel.open(UnixDomainSocketAddress.of(this.file.path()));
		this.accepted = this.listening.accept();
	}

	@AfterEach
	void close() throws IOException {
		this.file.release();
		this.listening.close();
		this.client.close();
		this.accepted.close();
	}

	@Test
	void peersHaveDifferentNumbersAndAddresses() {
		UnixPeer one = UnixPeer.of(this.accepted);
		UnixPeer two = UnixPeer.of(this.client);
		assertThat(two.number()).isGreaterThan(one.number());
		assertThat(two.address()).isNotEqualTo(one.address());
		assertThat(one.address()).isEqualTo(one.address());
		assertThat(one.address().getAddress().getHostAddress())
			.isEqualTo("100:0:0:0:0:0:0:" + Long.toHexString(one.number()));
	}

	@Test
	void onlyThePeerThatHasBoundHasAnEndpoint() {
		assertThat(UnixPeer.of(this.client).endpoint()).isEqualTo("ipc://" + this.file.path());
		assertThat(UnixPeer.of(this.accepted).endpoint()).isNull();
	}

	@Test
	void bothSidesFindTheUserOfTheOther() {
		assertUser(UnixPeer.of(this.accepted), System.getProperty("user.name"));
		assertUser(UnixPeer.of(this.client), System.getProperty("user.name"));
	}

	@Test
	void userOfAClosedConnectionIsNotKnown() throws IOException {
		this.accepted.close();
		UnixPeer closed = UnixPeer.of(this.accepted);
		assertUser(UnixPeer.of(this.client), System.getProperty("user.name"));
		assertThat(closed.user()).isNull();
		assertThat(closed).hasToString("ipc peer " + closed.number());
	}

	@Test
	void lookupDoesNotWaitAndASlowServiceIsNotAskedAgain(CapturedOutput output) {
		CountDownLatch answer = new CountDownLatch(1);
		List<SocketChannel> asked = new CopyOnWriteArrayList<>();
		List<String> found = new CopyOnWriteArrayList<>();
		UserLookup lookup = new UserLookup((channel) -> {
			asked.add(channel);
			await(answer);
			return "user";
		}, Duration.ofMillis(1));
		lookup.submit(this.accepted, found::add);
		Awaitility.await().until(() -> !asked.isEmpty());
		lookup.submit(this.client, found::add);
		assertThat(found).isEmpty();
		Awaitility.await().pollDelay(Duration.ofMillis(10)).until(() -> true);
		answer.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(output).contains("to find the user of an ipc peer"));
		Awaitility.await().untilAsserted(() -> assertThat(found).containsExactly("user"));
		assertThat(asked).containsExactly(this.accepted);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void standInChannelHasTheAddressOfThePeerAndNothingElse() throws IOException {
		UnixPeer peer = UnixPeer.of(this.accepted);
		StandInChannel channel = new StandInChannel(peer);
		assertThat(channel.getRemoteAddress()).isEqualTo(peer.address());
		assertThat(channel.isConnected()).isTrue();
		channel.configureBlocking(false);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> channel.read(ByteBuffer.allocate(1)));
		channel.close();
		assertThat(channel.isOpen()).isFalse();
		assertThat(this.accepted.isOpen()).isTrue();
	}

	static void assertUser(UnixPeer peer, String... names) {
		Awaitility.await().until(() -> peer.user() != null);
		assertThat(names).contains(peer.user());
		assertThat(peer).hasToString("ipc peer " + peer.number() + " (uid " + peer.user() + ")");
	}

}
