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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with a heap of 256 MB serves a good peer during a flood of hostile
 * connections, and after it.
 */
class FloodTests {

	private static final int HEAP_MEGABYTES = 256;

	private static final int CONNECTIONS = TestSize.of(200, 1000);

	// Plain timings are for the larger size; the machine of an ordinary run is shared
	private static final Duration SERVED_WITHIN = Duration.ofSeconds(TestSize.of(8, 2));

	private static final String TEXT = "x".repeat(100 * 1024);

	private static final byte[] GREETING = Zmtp.greeting(3, "NULL");

	private static final byte[] ANNOUNCEMENT = Zmtp.longHeader(0, 64 << 20);

	private static final Map<String, Attacked> applications = new HashMap<>();

	private final List<AutoCloseable> open = new ArrayList<>();

	private Attacked attacked;

	@AfterAll
	static void closeApplications() {
		applications.values().forEach((attacked) -> attacked.application().close());
		applications.clear();
	}

	static Stream<Arguments> sockets() {
		Stream<Arguments> sockets = Stream.of(Arguments.of(TestTransport.TCP, Pattern.PUBLISH_SUBSCRIBE),
				Arguments.of(TestTransport.TCP, Pattern.PUSH_PULL),
				Arguments.of(TestTransport.IPC, Pattern.PUBLISH_SUBSCRIBE),
				Arguments.of(TestTransport.IPC, Pattern.PUSH_PULL));
		return sockets.limit(TestSize.of(3, 4));
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	@ParameterizedTest
	@MethodSource("sockets")
	void goodPeerIsServedWhileOthersOnlyGreetAndComeBack(TestTransport transport, Pattern pattern) throws Exception {
		start(transport, pattern);
		GreetingFlood flood = flood(CONNECTIONS, GREETING);
		await().until(() -> flood.connected() >= CONNECTIONS);
		assertServed(pattern, "during the flood");
		flood.close();
		assertServed(pattern, "after the flood");
	}

	@ParameterizedTest
	@MethodSource("sockets")
	void goodPeerIsServedWhileTwoAnnounceLargeFramesAfterTheirGreeting(TestTransport transport, Pattern pattern)
			throws Exception {
		start(transport, pattern);
		GreetingFlood flood = flood(2, GREETING, ANNOUNCEMENT);
		await().until(() -> flood.connected() >= 2);
		assertServed(pattern, "during the flood");
		flood.close();
		assertServed(pattern, "after the flood");
	}

	@ParameterizedTest
	@MethodSource("sockets")
	void goodPeerIsServedWhileManyAnnounceLargeFramesAfterTheirHandshake(TestTransport transport, Pattern pattern)
			throws Exception {
		start(transport, pattern);
		GreetingFlood flood = flood(CONNECTIONS / 2, GREETING, Zmtp.ready(pattern.peerType), ANNOUNCEMENT);
		await().until(() -> flood.connected() >= CONNECTIONS / 2);
		assertServed(pattern, "during the flood");
		flood.close();
		assertServed(pattern, "after the flood");
	}

	@ParameterizedTest
	@MethodSource("sockets")
	void goodPeerIsServedWhileOthersSendLargeFramesInPart(TestTransport transport, Pattern pattern) throws Exception {
		start(transport, pattern);
		GreetingFlood flood = flood(8, GREETING, Zmtp.ready(pattern.peerType), ANNOUNCEMENT, new byte[40 << 20]);
		await().until(() -> flood.connected() >= 8);
		assertServed(pattern, "during the flood");
		flood.close();
		assertServed(pattern, "after the flood");
	}

	private void start(TestTransport transport, Pattern pattern) {
		this.attacked = applications.computeIfAbsent(transport + ", " + pattern,
				(unused) -> Attacked.launch(transport, pattern));
	}

	private GreetingFlood flood(int connections, byte[]... bytes) throws IOException {
		GreetingFlood flood = GreetingFlood.start(connections, this.attacked.connector().address(), bytes);
		this.open.add(0, flood);
		return flood;
	}

	private void assertServed(Pattern pattern, String when) throws IOException {
		long start = System.nanoTime();
		Deadline deadline = Deadline.in(SERVED_WITHIN);
		try (GoodPeer good = GoodPeer.connect(this.attacked.connector(), pattern.peerType)) {
			for (int i = 0; i < 20; i++) {
				if (pattern == Pattern.PUBLISH_SUBSCRIBE) {
					good.send("good", TEXT);
				}
				else {
					good.send(TEXT);
				}
			}
			for (int i = 0; i < 20; i++) {
				assertThat(this.attacked.application().answer(Duration.ofMillis(Math.max(1, deadline.millisLeft()))))
					.as("message " + i + " " + when)
					.isEqualTo(String.valueOf(TEXT.length()));
			}
		}
		System.out
			.println(this.attacked + " " + when + ": served within " + (System.nanoTime() - start) / 1_000_000 + " ms");
	}

	/**
	 * An application that binds a socket.
	 *
	 * @param name the transport and the pattern
	 * @param connector connects its peers
	 * @param application the application, running
	 */
	private record Attacked(String name, PeerConnector connector, JavaPeer application) {

		static Attacked launch(TestTransport transport, Pattern pattern) {
			PeerConnector connector = PeerConnector.forBoundTarget(transport);
			String socket = pattern.key;
			JavaPeer launched = JavaPeer.launch(HEAP_MEGABYTES, pattern.beans,
					socket + ".address=" + connector.address(), socket + ".bind=true",
					socket + ".socket.max-connections=" + (CONNECTIONS - 1));
			launched.awaitStarted();
			return new Attacked(transport + ", " + pattern, connector, launched);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * The pattern of the attacked socket.
	 */
	enum Pattern {

		/** A subscriber that binds. */
		PUBLISH_SUBSCRIBE("PUB", "zmq.subscribers.in", Listening.class),

		/** A worker that binds. */
		PUSH_PULL("PUSH", "zmq.workers.in.pull", Working.class);

		private final String peerType;

		private final String key;

		private final Class<?> beans;

		Pattern(String peerType, String key, Class<?> beans) {
			this.peerType = peerType;
			this.key = key;
			this.beans = beans;
		}

	}

	static class Listening {

		@ZmqListener("good")
		void on(String text) {
			JavaPeer.writeAnswer(String.valueOf(text.length()));
		}

	}

	static class Working {

		@ZmqWorkHandler("in")
		void on(String text) {
			JavaPeer.writeAnswer(String.valueOf(text.length()));
		}

	}

}
