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

package io.zmqspring.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The memory of answers to peers that ask for messages and do not ask again.
 */
class AnswerMemoryTests {

	private static final byte[] TEA = "tea".getBytes(StandardCharsets.UTF_8);

	private static final int SMALL = 90_000;

	private static final int LARGE = 700_000;

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private final ZmqContext context = TestSecurity.NULL.context();

	private final ZContext peers = new ZContext();

	private ReplayLink link = open(FOR_EVER);

	private long id;

	private ReplayLink open(Duration patience) {
		ReplayLink opened = new ReplayLink(this.context, TestSecurity.NULL, "tcp://127.0.0.1:0",
				new AnswerMemory(250_000, 100_000, 1_000_000, patience));
		opened.append("tea", 1, new byte[SMALL], null);
		opened.append("tea", 2, new byte[LARGE], null);
		return opened;
	}

	private void impatient() {
		this.link.close();
		this.link = open(Duration.ofMillis(500));
	}

	@AfterEach
	void close() {
		this.peers.close();
		this.link.close();
		this.context.close();
	}

	private List<ZMQ.Socket> connect(int count) {
		List<ZMQ.Socket> sockets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ZMQ.Socket socket = this.peers.createSocket(SocketType.DEALER);
			socket.setLinger(0);
			// JeroMQ begins no handshake on about 1 of 100 fresh connections
			socket.setHandshakeIvl(1000);
			socket.connect(this.link.boundAddress());
			awaitAnswers(socket);
			sockets.add(socket);
		}
		return sockets;
	}

	private void sync(ZMQ.Socket socket) {
		socket.send(new SyncRequest(++this.id, 0, List.of(new byte[] { 1 }), 0).encode());
	}

	private byte[] get(ZMQ.Socket socket, long number) {
		byte[] request = new GetRequest(++this.id, 10, 10_000,
				List.of(new MessageRange(ReplayLink.EPOCH, TEA, number, number)))
			.encode();
		socket.send(request);
		return request;
	}

	private static int received(ZMQ.Socket socket, int timeout) {
		socket.setReceiveTimeOut(timeout);
		byte[] answer = socket.recv();
		return (answer != null) ? answer.length : 0;
	}

	// An answer to another peer arrives after all that came before
	private void awaitAnswers(ZMQ.Socket other) {
		sync(other);
		assertThat(received(other, 10_000)).isBetween(1, 100);
	}

	@Test
	void largeAnswersAreSentToOnePeerAfterTheOther() {
		List<ZMQ.Socket> sockets = connect(5);
		ZMQ.Socket other = connect(1).get(0);
		List<ZMQ.Socket> left = new ArrayList<>(sockets);
		left.forEach((socket) -> get(socket, 2));
		while (!left.isEmpty()) {
			awaitAnswers(other);
			assertThat(this.link.server().unreadBytes()).isBetween((long) LARGE, LARGE + 1000L);
			await().until(() -> left.stream().anyMatch((socket) -> (socket.getEvents() & ZMQ.Poller.POLLIN) != 0));
			List<ZMQ.Socket> answered = left.stream().filter((socket) -> received(socket, 100) > LARGE).toList();
			assertThat(answered).hasSize(1);
			left.removeAll(answered);
			get(answered.get(0), 3);
			assertThat(received(answered.get(0), 10_000)).isBetween(1, 100);
		}
		assertThat(this.link.server().unreadBytes()).isLessThan(2000);
	}

	@Test
	void answersOfAllPeersTogetherAreBounded() {
		List<ZMQ.Socket> sockets = connect(6);
		sockets.forEach((socket) -> get(socket, 1));
		assertThat(sockets.stream().filter((socket) -> received(socket, 300) > SMALL)).hasSize(2);
		assertThat(this.link.server().unreadBytes()).isBetween(2L * SMALL, 250_000L);
	}

	@Test
	void answerIsReadWhenALaterOneIsKnownToBe() {
		List<ZMQ.Socket> sockets = connect(2);
		get(sockets.get(0), 2);
		assertThat(received(sockets.get(0), 10_000)).isGreaterThan(LARGE);
		get(sockets.get(1), 2);
		assertThat(received(sockets.get(1), 300)).isZero();
		// It may have been sent before the answer was received
		sync(sockets.get(0));
		assertThat(received(sockets.get(0), 10_000)).isBetween(1, 100);
		assertThat(received(sockets.get(1), 300)).isZero();
		sync(sockets.get(0));
		assertThat(received(sockets.get(1), 10_000)).isGreaterThan(LARGE);
	}

	@Test
	void largeAnswerIsNotSentAgainToTheSameRequest() {
		List<ZMQ.Socket> sockets = connect(1);
		byte[] request = get(sockets.get(0), 2);
		sockets.get(0).send(request);
		sockets.get(0).send(request);
		awaitAnswers(connect(1).get(0));
		assertThat(this.link.server().unreadBytes()).isLessThan(LARGE + 1000);
		assertThat(received(sockets.get(0), 10_000)).isGreaterThan(LARGE);
		assertThat(received(sockets.get(0), 300)).isZero();
	}

	@Test
	void peerThatIsGoneDelaysNobody() {
		List<ZMQ.Socket> sockets = connect(2);
		get(sockets.get(0), 2);
		assertThat(received(sockets.get(0), 10_000)).isGreaterThan(LARGE);
		get(sockets.get(1), 2);
		assertThat(received(sockets.get(1), 300)).isZero();
		sockets.get(0).close();
		assertThat(received(sockets.get(1), 10_000)).isGreaterThan(LARGE);
	}

	@Test
	void peerThatDoesNotReadDelaysOthersForALimitedTime() {
		impatient();
		List<ZMQ.Socket> sockets = connect(2);
		get(sockets.get(0), 2);
		assertThat(received(sockets.get(0), 10_000)).isGreaterThan(LARGE);
		byte[] request = get(sockets.get(1), 2);
		await().until(() -> {
			sockets.get(1).send(request);
			return received(sockets.get(1), 100) > LARGE;
		});
		await().until(() -> this.link.server()
			.socket()
			.connections()
			.snapshot()
			.stream()
			.anyMatch((connection) -> !connection.connected()));
	}

	@Test
	void endOfAConnectionNamesItAsItsMessagesDo() {
		assertThat(ConnectionEnds.connection("tcp://127.0.0.1:5556")).isEqualTo("127.0.0.1:5556");
		assertThat(ConnectionEnds.connection("tcp://[::1]:5556")).isEqualTo("0:0:0:0:0:0:0:1:5556");
		assertThat(ConnectionEnds.connection("ipc peer 17")).isEqualTo("ipc peer 17");
	}

}
