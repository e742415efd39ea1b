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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.replay.protocol.ErrorReply;
import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.MissingMessages;
import io.zmqspring.replay.protocol.ReplayError;
import io.zmqspring.replay.protocol.ReplayProtocolException;
import io.zmqspring.replay.protocol.ReplayReply;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.replay.protocol.TopicSummary;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The answers of a server to peers of other programs, also hostile ones.
 */
class ReplayServerTests {

	private static final byte[] TEA = "tea".getBytes(StandardCharsets.UTF_8);

	private final ZmqContext context = TestSecurity.NULL.context();

	private final ReplayLink link = new ReplayLink(this.context, TestSecurity.NULL, "tcp://127.0.0.1:0");

	private final ZContext peers = new ZContext();

	private final ZMQ.Socket peer = open(1000);

	@AfterEach
	void close() {
		this.peers.close();
		this.link.close();
		this.context.close();
	}

	@BeforeEach
	void connect() {
		awaitAnswer(this.peer);
	}

	private static void awaitAnswer(ZMQ.Socket socket) {
		socket.send(new SyncRequest(1, 0, List.of(TEA), 0).encode());
		assertThat(socket.recv()).isNotNull();
	}

	private ZMQ.Socket open(int highWaterMark) {
		ZMQ.Socket socket = this.peers.createSocket(SocketType.DEALER);
		socket.setHWM(highWaterMark);
		socket.setReceiveTimeOut(10_000);
		// JeroMQ begins no handshake on about 1 of 100 fresh connections
		socket.setHandshakeIvl(1000);
		socket.connect(this.link.boundAddress());
		return socket;
	}

	private ReplayReply ask(ReplayRequest request) {
		return ask(request.encode());
	}

	private ReplayReply ask(byte[] request) {
		this.peer.send(request);
		return receive();
	}

	private ReplayReply receive() {
		byte[] frame = this.peer.recv();
		assertThat(frame).as("An answer").isNotNull();
		try {
			return ReplayReply.decode(frame);
		}
		catch (ReplayProtocolException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void syncNamesTheLastNumbers() {
		this.link.append("tea", 1);
		this.link.append("tea", 2);
		this.link.append("coffee", 1);
		SummaryReply reply = (SummaryReply) ask(new SyncRequest(9, 0, List.of(TEA), 0));
		assertThat(reply.id()).isEqualTo(9);
		assertThat(reply.until()).isEqualTo(this.link.time());
		assertThat(reply.epochs()).containsExactly(ReplayLink.EPOCH);
		assertThat(reply.nextPage()).isEqualTo(SummaryReply.END);
		assertThat(reply.topics()).singleElement().satisfies((topic) -> {
			assertThat(topic.topic()).isEqualTo(TEA);
			assertThat(topic.last()).isEqualTo(2);
			assertThat(topic.first()).isEqualTo(1);
		});
		SummaryReply later = (SummaryReply) ask(new SyncRequest(10, reply.until(), List.of(new byte[0]), 0));
		assertThat(later.topics()).isEmpty();
	}

	@Test
	void manyTopicsComeOnSeveralPages() {
		IntStream.range(0, 5000).forEach((i) -> this.link.append("t" + i, 1));
		List<TopicSummary> topics = new ArrayList<>();
		int page = 0;
		while (page != SummaryReply.END) {
			SummaryReply reply = (SummaryReply) ask(new SyncRequest(1, 0, List.of(new byte[0]), page));
			topics.addAll(reply.topics());
			page = reply.nextPage();
		}
		assertThat(topics).hasSize(5000);
	}

	@Test
	void getAnswersWithTheMessagesThatExist() {
		IntStream.rangeClosed(1, 10).forEach((i) -> this.link.append("tea", i));
		this.link.append("tea", 11, new byte[] { 1 }, new byte[] { '{', '}' });
		MessagesReply reply = (MessagesReply) ask(
				new GetRequest(1, 100, 100_000, List.of(new MessageRange(ReplayLink.EPOCH, TEA, 9, Long.MAX_VALUE))));
		assertThat(reply.complete()).isTrue();
		assertThat(reply.missing()).isEmpty();
		assertThat(reply.messages()).extracting("number").containsExactly(9L, 10L, 11L);
		assertThat(new String(reply.messages().get(0).payload(), StandardCharsets.UTF_8)).isEqualTo("tea9");
		assertThat(reply.messages().get(2).headers()).isEqualTo(new byte[] { '{', '}' });
	}

	@Test
	void creditLimitsTheAnswer() {
		IntStream.rangeClosed(1, 10).forEach((i) -> this.link.append("tea", i, new byte[1000], null));
		MessageRange all = new MessageRange(ReplayLink.EPOCH, TEA, 1, 10);
		MessagesReply few = (MessagesReply) ask(new GetRequest(1, 3, 100_000, List.of(all)));
		assertThat(few.messages()).hasSize(3);
		assertThat(few.complete()).isFalse();
		MessagesReply small = (MessagesReply) ask(new GetRequest(1, 100, 2500, List.of(all)));
		assertThat(small.messages()).hasSize(2);
		assertThat(small.complete()).isFalse();
		MessagesReply one = (MessagesReply) ask(new GetRequest(1, 100, 1, List.of(all)));
		assertThat(one.messages()).hasSize(1);
		MessagesReply last = (MessagesReply) ask(
				new GetRequest(1, 7, 100_000, List.of(new MessageRange(ReplayLink.EPOCH, TEA, 4, 10))));
		assertThat(last.complete()).isTrue();
	}

	@Test
	void messagesThatAreGoneAreNamed() {
		IntStream.rangeClosed(1, 1500).forEach((i) -> this.link.append("tea", i));
		MessagesReply reply = (MessagesReply) ask(new GetRequest(1, 10, 100_000,
				List.of(new MessageRange(ReplayLink.EPOCH, TEA, 100, 200),
						new MessageRange(ReplayLink.EPOCH, TEA, 400, 502), new MessageRange(5, TEA, 1, 2),
						new MessageRange(ReplayLink.EPOCH, new byte[] { 7 }, 1, Long.MAX_VALUE),
						new MessageRange(ReplayLink.EPOCH, TEA, 1501, Long.MAX_VALUE))));
		assertThat(reply.missing()).containsExactly(new MissingMessages(0, 501), new MissingMessages(1, 501),
				new MissingMessages(2, Long.MAX_VALUE), new MissingMessages(3, Long.MAX_VALUE));
		assertThat(reply.messages()).extracting("number").containsExactly(501L, 502L);
		assertThat(reply.complete()).isTrue();
	}

	@Test
	void requestThatIsNoneGetsAnError() {
		assertThat(ask(new byte[0])).isInstanceOf(ErrorReply.class);
		assertThat(((ErrorReply) ask("GET / HTTP/1.1".getBytes(StandardCharsets.UTF_8))).error())
			.isEqualTo(ReplayError.MALFORMED);
		this.peer.sendMore("a");
		assertThat(((ErrorReply) ask(new byte[] { 1 })).text()).contains("one frame");
		byte[] truncated = Arrays.copyOf(new SyncRequest(77, 0, List.of(TEA), 0).encode(), 20);
		assertThat(((ErrorReply) ask(truncated)).id()).isEqualTo(77);
		assertThat(this.link.server().refused()).isEqualTo(4);
		assertThat(ask(new SyncRequest(1, 0, List.of(TEA), 0))).isInstanceOf(SummaryReply.class);
	}

	@Test
	void peerThatAsksTooOftenIsToldSoAndDelaysNobody() {
		byte[] request = new SyncRequest(5, 0, List.of(TEA), 0).encode();
		ZMQ.Socket greedy = open(0);
		for (int i = 0; i < 5000; i++) {
			greedy.send(request);
		}
		assertThat(ask(new SyncRequest(1, 0, List.of(TEA), 0))).isInstanceOf(SummaryReply.class);
		await().until(() -> this.link.server().refused() > 4000);
		assertThat(ask(new SyncRequest(1, 0, List.of(TEA), 0))).isInstanceOf(SummaryReply.class);
	}

	@Test
	void peerThatDoesNotReadItsAnswersDelaysNobody() {
		this.link.append("tea", 1, new byte[900_000], null);
		MessageRange range = new MessageRange(ReplayLink.EPOCH, TEA, 1, 1);
		ZMQ.Socket deaf = open(1);
		for (int i = 0; i < 60; i++) {
			deaf.send(new GetRequest(i, 1, 1_000_000, List.of(range)).encode());
		}
		await().until(() -> this.link.server().answered() >= 60);
		assertThat(ask(new SyncRequest(1, 0, List.of(TEA), 0))).isInstanceOf(SummaryReply.class);
	}

	@Test
	void messageThatIsLargerThanAnAnswerComesAlone() {
		this.link.append("tea", 1, new byte[5_000_000], null);
		this.link.append("tea", 2);
		MessagesReply reply = (MessagesReply) ask(
				new GetRequest(1, 10, 100, List.of(new MessageRange(ReplayLink.EPOCH, TEA, 1, 2))));
		assertThat(reply.messages()).singleElement()
			.satisfies((message) -> assertThat(message.payload()).hasSize(5_000_000));
	}

	@Test
	void serverCanBeClosedAndOpenedAgain() {
		this.link.append("tea", 1);
		assertThat(ask(new SyncRequest(1, 0, List.of(TEA), 0))).isInstanceOf(SummaryReply.class);
		assertThat(this.link.server().socket().connections().count()).isEqualTo(1);
		assertThat(this.link.server().socket().faults()).isEmpty();
		this.link.restartServer();
		awaitAnswer(open(1000));
	}

	@Test
	void requestOverTheLimitEndsTheConnectionOfItsPeer() {
		ZMQ.Socket large = open(1);
		large.send(new byte[600_000]);
		await().until(() -> this.link.server()
			.socket()
			.connections()
			.snapshot()
			.stream()
			.anyMatch((connection) -> !connection.connected()));
		assertThat(ask(new SyncRequest(1, 0, List.of(TEA), 0))).isInstanceOf(SummaryReply.class);
	}

	@Test
	void peerThatNeverCompletesItsHandshakeDelaysNobody() throws IOException {
		List<RawConnection> halfOpen = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			halfOpen.add(RawConnection.open(this.link.boundAddress()));
			halfOpen.get(i).write(new byte[] { (byte) 0xff, 0, 0 });
		}
		assertThat(ask(new SyncRequest(1, 0, List.of(TEA), 0))).isInstanceOf(SummaryReply.class);
		for (RawConnection connection : halfOpen) {
			connection.close();
		}
	}

	@Test
	void pythonReadsAllMessages() {
		IntStream.rangeClosed(1, 1200).forEach((i) -> this.link.append("tea", i));
		this.link.append("tea.green", 1, "x".getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8));
		this.link.append("coffee", 1);
		try (PythonPeer python = PythonPeer.replay(this.link.boundAddress(), "tea")) {
			List<String> answers = python.answers(1001);
			assertThat(answers).contains("tea 201 tea201", "tea 1200 tea1200", "tea.green 1 x");
		}
	}

}
