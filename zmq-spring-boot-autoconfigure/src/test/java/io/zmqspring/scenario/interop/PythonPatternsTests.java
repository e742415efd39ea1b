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

package io.zmqspring.scenario.interop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.messaging.handler.annotation.Header;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every role with plain sockets of pyzmq over every transport. Either side binds,
 * publishers have three subscribers, messages have one to several frames and up to 1 MB.
 */
@ParameterizedClass(name = "{0}, this side binds: {1}")
@CsvSource({ "TCP, true", "TCP, false", "IPC, true", "IPC, false" })
class PythonPatternsTests {

	private static final int LARGE = 1 << 20;

	private static final List<String> NAMES = List.of("a", "b", "c");

	private final List<PythonPeer> peers = new ArrayList<>();

	private final TestTransport transport;

	private final boolean bind;

	PythonPatternsTests(TestTransport transport, boolean bind) {
		this.transport = transport;
		this.bind = bind;
	}

	@AfterEach
	void closePeers() {
		this.peers.forEach(PythonPeer::close);
	}

	private PythonPeer python(SocketType type, String addresses, String... subscriptions) {
		PythonPeer peer = PythonPeer.socket(type, !this.bind, addresses, subscriptions);
		this.peers.add(peer);
		return peer;
	}

	private String[] setting(String socket, String addresses) {
		return new String[] { socket + ".address=" + addresses, socket + ".bind=" + this.bind };
	}

	private static String[] join(String[]... settings) {
		return Stream.of(settings).flatMap(Stream::of).toArray(String[]::new);
	}

	// A side that connects to three peers, or one address for all
	private List<String> addresses(boolean connectsToThree) {
		return connectsToThree ? IntStream.range(0, 3).mapToObj((i) -> this.transport.address()).toList()
				: List.of(this.transport.address());
	}

	private static String shown(String frame) {
		return PythonPeer.shown(frame.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void publisherReachesThreeSubscribers() {
		List<String> addresses = addresses(!this.bind);
		List<PythonPeer> subscribers = IntStream.range(0, 3)
			.mapToObj((i) -> python(SocketType.SUB, addresses.get(this.bind ? 0 : i), "topic", NAMES.get(i)))
			.toList();
		try (TestApplication application = TestApplication.start(NoBeans.class,
				join(setting("zmq.publishers.out", String.join(",", addresses)),
						new String[] { "zmq.publishers.out.headers=true" }))) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			NAMES.forEach((name) -> await().until(() -> publisher.hasSubscriber(name)));
			String large = "größer".repeat(LARGE / 8);
			publisher.publish("text", "topic");
			publisher.publish(large, "topic", Map.of("who", "Ann"));
			publisher.publish("", "topic.empty");
			for (PythonPeer subscriber : subscribers) {
				assertThat(subscriber.received().frames()).containsExactly(shown("topic"), shown("text"));
				assertThat(subscriber.received().frames()).containsExactly(shown("topic"), shown(large),
						shown("{\"who\":\"Ann\"}"));
				assertThat(subscriber.received().frames()).containsExactly(shown("topic.empty"), "");
			}
			assertThat(publisher.connectionCount()).isEqualTo(3);
		}
	}

	@Test
	void threeSubscribersReceiveFromAPublisher() {
		List<String> addresses = addresses(this.bind);
		PythonPeer python = python(SocketType.PUB, String.join(",", addresses));
		String[][] settings = IntStream.range(0, 3)
			.mapToObj((i) -> join(setting("zmq.subscribers." + NAMES.get(i), addresses.get(this.bind ? i : 0)),
					new String[] { "zmq.subscribers." + NAMES.get(i) + ".headers=true" }))
			.toArray(String[][]::new);
		try (TestApplication application = TestApplication.start(ThreeInboxes.class, join(settings))) {
			ThreeInboxes inboxes = application.bean(ThreeInboxes.class);
			await().until(() -> {
				python.writeLine("socket.send_multipart([b'topic', b'ready'])");
				return inboxes.received.size() == 3;
			});
			python.writeLine("socket.send_multipart([b'topic', b'text'])");
			python.writeLine("socket.send_multipart([b'topic', bytes(range(256)) * 4096, b'{\"who\": \"Ann\"}'])");
			python.writeLine("socket.send_multipart([b'topic'])");
			python.writeLine("socket.send_multipart([b'topic', b'x', b'{}', b'one too many'])");
			python.writeLine("socket.send_multipart([b'other', b'not subscribed to'])");
			python.writeLine("socket.send_multipart([b'topic', b''])");
			for (String name : NAMES) {
				await().untilAsserted(() -> assertThat(inboxes.of(name)).containsExactly(
						new ZmqMessage("topic", "text".getBytes(StandardCharsets.UTF_8)),
						new ZmqMessage("topic", bytes(LARGE), Map.of("who", "Ann")),
						new ZmqMessage("topic", new byte[0])));
				ZmqSubscriber subscriber = application.bean(name + "Subscriber", ZmqSubscriber.class);
				assertThat(subscriber.stats().rejected("wrong-frames")).isEqualTo(2);
				assertThat(subscriber.connectionCount()).isEqualTo(1);
			}
		}
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) i;
		}
		return bytes;
	}

	@Test
	void workerHandlesWork() {
		String work = this.transport.address();
		String results = this.transport.address();
		PythonPeer push = python(SocketType.PUSH, work);
		PythonPeer pull = python(SocketType.PULL, results);
		try (TestApplication application = TestApplication.start(Echo.class,
				join(setting("zmq.workers.echo.pull", work), setting("zmq.workers.echo.push", results),
						new String[] { "zmq.workers.echo.headers=true" }))) {
			push.writeLine("socket.send_json({'id': 1, 'text': 'x' * 2**20})");
			assertThat(pull.received().frames())
				.containsExactly(shown("{\"work_id\":1,\"text\":\"" + "x".repeat(LARGE) + "\",\"who\":\"nobody\"}"));
			push.writeLine("socket.send_multipart([b'{\"id\": 2, \"text\": \"y\"}', b'{\"who\": \"Ann\"}'])");
			assertThat(pull.received().frames())
				.containsExactly(shown("{\"work_id\":2,\"text\":\"y\",\"who\":\"Ann\"}"));
			assertThat(application.bean(io.zmqspring.worker.ZmqWorker.class).stats().rejectedTotal()).isZero();
		}
	}

	@Test
	void controllerSendsWorkAndReceivesResults() throws Exception {
		String work = this.transport.address();
		String results = this.transport.address();
		PythonPeer pull = python(SocketType.PULL, work);
		PythonPeer push = python(SocketType.PUSH, results);
		String pool = "zmq.controllers.main.workers.pool.";
		try (TestApplication application = TestApplication.start(NoBeans.class,
				join(setting(pool + "push", work), setting(pool + "pull", results)))) {
			ZmqController controller = application.bean(ZmqController.class);
			assertThat(controller.awaitWorkers("pool", 1, Duration.ofSeconds(30))).isTrue();
			Work sent = new Work(1, "x".repeat(LARGE), null);
			CompletableFuture<@Nullable Work> result = controller.request("pool", sent, Work.class);
			assertThat(pull.received().frames())
				.containsExactly(shown("{\"id\":1,\"text\":\"" + sent.text + "\",\"who\":null}"));
			push.writeLine("socket.send_json({'work_id': 1, 'text': 'y' * 2**20, 'who': 'Ann'})");
			assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(new Work(null, "y".repeat(LARGE), "Ann"));
		}
	}

	record Work(@Nullable Integer id, String text, @Nullable String who) {

	}

	static class Echo {

		@ZmqWorkHandler("echo")
		Done echo(Work work, @Header(name = "who", defaultValue = "nobody") String who) {
			return new Done(work.text, who);
		}

	}

	record Done(String text, String who) {

	}

	static class ThreeInboxes {

		private final Map<String, Queue<ZmqMessage>> received = new ConcurrentHashMap<>();

		@ZmqListener(topics = "topic", subscriber = "a")
		void onA(ZmqMessage message) {
			add("a", message);
		}

		@ZmqListener(topics = "topic", subscriber = "b")
		void onB(ZmqMessage message) {
			add("b", message);
		}

		@ZmqListener(topics = "topic", subscriber = "c")
		void onC(ZmqMessage message) {
			add("c", message);
		}

		private void add(String name, ZmqMessage message) {
			this.received.computeIfAbsent(name, (missing) -> new ConcurrentLinkedQueue<>()).add(message);
		}

		List<ZmqMessage> of(String name) {
			return this.received.getOrDefault(name, new ConcurrentLinkedQueue<>())
				.stream()
				.filter((message) -> !message.text().equals("ready"))
				.toList();
		}

	}

}
