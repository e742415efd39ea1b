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

package io.zmqspring.socket.engine.unix;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.socket.unix.SocketFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Sockets of JeroMQ over Unix domain sockets.
 */
class UnixTransportTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int CONNECTIONS = 500;

	private final ZContext context = new ZContext();

	private Path directory;

	private Path path;

	@BeforeEach
	void createDirectory() throws Exception {
		this.directory = Files.createTempDirectory("zmq");
		this.path = this.directory.resolve("s");
	}

	@AfterEach
	void close() throws Exception {
		this.context.close();
		await().until(() -> !Files.exists(this.path));
		Files.delete(this.directory);
	}

	@ParameterizedTest
	@CsvSource({ "PUB, SUB", "SUB, PUB", "PUSH, PULL", "PULL, PUSH" })
	void messagesPassWhicheverSideBinds(SocketType binding, SocketType connecting) throws Exception {
		ZMQ.Socket bound = bind(socket(binding));
		ZMQ.Socket connected = connect(socket(connecting));
		boolean sends = binding == SocketType.PUB || binding == SocketType.PUSH;
		expectMessage(sends ? bound : connected, sends ? connected : bound);
	}

	@Test
	void socketThatConnectsFirstIsConnectedWhenTheFileIsBound() throws Exception {
		ZMQ.Socket push = connect(socket(SocketType.PUSH));
		push.send("early");
		ZMQ.Socket pull = bind(socket(SocketType.PULL));
		assertThat(pull.recvStr()).isEqualTo("early");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectionIsMadeAgainAfterTheOtherSideWasBoundAgain(boolean queueForAbsentPeers) throws Exception {
		ZMQ.Socket push = socket(SocketType.PUSH);
		push.setImmediate(queueForAbsentPeers);
		push.setSendTimeOut(100);
		connect(push);
		for (int i = 0; i < 3; i++) {
			ZMQ.Socket pull = bind(socket(SocketType.PULL));
			expectMessage(push, pull);
			pull.close();
			await().until(() -> !Files.exists(this.path));
		}
	}

	@Test
	void socketWithoutQueueForAbsentPeersSendsNothingBeforeTheConnection() throws Exception {
		ZMQ.Socket push = socket(SocketType.PUSH);
		push.setImmediate(false);
		push.setSendTimeOut(0);
		connect(push);
		assertThat(push.send("early")).isFalse();
		expectMessage(push, bind(socket(SocketType.PULL)));
	}

	@Test
	void fileIsRemovedByUnbind() throws Exception {
		ZMQ.Socket pull = bind(socket(SocketType.PULL));
		assertThat(this.path).exists();
		assertThat(pull.unbind(endpoint())).isTrue();
		await().until(() -> !Files.exists(this.path));
	}

	@Test
	void disconnectedSocketDoesNotConnectAgain() throws Exception {
		ZMQ.Socket push = socket(SocketType.PUSH);
		push.setSendTimeOut(0);
		connect(push);
		expectMessage(push, bind(socket(SocketType.PULL)));
		assertThat(push.disconnect(endpoint())).isTrue();
		await().until(() -> !push.send("late"));
	}

	@Test
	void nothingIsLeftBehindByABindThatFails() throws Exception {
		try (ZContext withoutThreads = new ZContext(0)) {
			SocketFile file = SocketFile.inNewDirectory(null);
			ZMQ.Socket pull = withoutThreads.createSocket(SocketType.PULL);
			assertThatException().isThrownBy(() -> UnixTransport.bind(pull.base(), file));
			assertThat(file.isBound()).isFalse();
			assertThat(file.path().getParent()).doesNotExist();
		}
	}

	@Test
	void connectionsAreReportedBeforeTheirEnd() throws Exception {
		try (ZContext several = new ZContext(4)) {
			ZMQ.Socket pull = several.createSocket(SocketType.PULL);
			Queue<zmq.ZMQ.Event> events = record(pull, zmq.ZMQ.ZMQ_EVENT_ACCEPTED);
			bind(pull);
			for (int i = 0; i < CONNECTIONS; i++) {
				SocketChannel.open(UnixDomainSocketAddress.of(this.path)).close();
			}
			assertInOrder(events, zmq.ZMQ.ZMQ_EVENT_ACCEPTED);
		}
	}

	@Test
	void connectionsThatWereMadeAreReportedBeforeTheirEnd() throws Exception {
		try (ZContext several = new ZContext(4);
				ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			listening.bind(UnixDomainSocketAddress.of(this.path));
			ZMQ.Socket push = several.createSocket(SocketType.PUSH);
			push.setReconnectIVL(1);
			push.setLinger(0);
			Queue<zmq.ZMQ.Event> events = record(push, zmq.ZMQ.ZMQ_EVENT_CONNECTED);
			connect(push);
			for (int i = 0; i < CONNECTIONS; i++) {
				listening.accept().close();
			}
			assertInOrder(events, zmq.ZMQ.ZMQ_EVENT_CONNECTED);
			Files.delete(this.path);
		}
	}

	private static Queue<zmq.ZMQ.Event> record(ZMQ.Socket socket, int opened) {
		Queue<zmq.ZMQ.Event> events = new ConcurrentLinkedQueue<>();
		socket.base().setEventHook(events::add, opened | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED);
		return events;
	}

	private static void assertInOrder(Queue<zmq.ZMQ.Event> events, int opened) {
		await().until(() -> events.stream().filter((event) -> event.event != opened).count() >= CONNECTIONS);
		Set<Object> open = new HashSet<>();
		assertThat(events).allSatisfy(
				(event) -> assertThat((event.event == opened) ? open.add(event.arg) : open.remove(event.arg)).isTrue());
	}

	private void expectMessage(ZMQ.Socket sender, ZMQ.Socket receiver) {
		receiver.setReceiveTimeOut(20);
		await().until(() -> {
			sender.send("hello", ZMQ.DONTWAIT);
			return "hello".equals(receiver.recvStr());
		});
	}

	private ZMQ.Socket socket(SocketType type) {
		ZMQ.Socket socket = this.context.createSocket(type);
		socket.setReconnectIVL(10);
		socket.setLinger(0);
		if (type == SocketType.SUB) {
			socket.subscribe("");
		}
		return socket;
	}

	private ZMQ.Socket bind(ZMQ.Socket socket) throws Exception {
		UnixTransport.bind(socket.base(), SocketFile.at(this.path, null));
		return socket;
	}

	private ZMQ.Socket connect(ZMQ.Socket socket) {
		UnixTransport.connect(socket.base(), endpoint());
		return socket;
	}

	private String endpoint() {
		return "ipc://" + this.path;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(2));
	}

}
