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

package io.zmqspring.scenario.ending;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.role.ZmqState;
import io.zmqspring.scenario.ending.MessageCounter.Pace;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to the messages in the queues of an engine that fails.
 */
class EngineEndTests {

	private static final int MESSAGES = 1000;

	static Stream<Arguments> kinds() {
		return Stream.of(LingeringRole.Kind.values())
			.limit(TestSize.of(1, 3))
			.flatMap((kind) -> Stream.of(TestTransport.values())
				.flatMap((transport) -> Stream.of(TestSecurity.values())
					.map((security) -> Arguments.of(kind, transport, security))));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void messagesInTheQueuesOfADeadEngineAreCountedAsStopped(LingeringRole.Kind kind, TestTransport transport,
			TestSecurity security) throws IOException {
		try (MessageCounter receiver = MessageCounter.of(transport, security, kind.receiver(), Pace.HELD);
				LingeringRole role = new LingeringRole(kind, transport, security, Duration.ofMinutes(1),
						new CopyOnWriteArrayList<>()::add)) {
			role.connect(receiver, true);
			role.send(MESSAGES, 10_000);
			killIoThread(role.context().engine());
			EventsApplication.await()
				.until(() -> role.role().state() == ZmqState.RUNNING && role.role().stats().dropped() > 0);
			receiver.release();
			EventsApplication.await()
				.untilAsserted(
						() -> assertThat(receiver.received() + role.stopped()).as("%s received", receiver.received())
							.isEqualTo(MESSAGES));
		}
	}

	@Test
	@EnabledIfSystemProperty(named = "zmq.tests.size", matches = "nightly", disabledReason = "A hang is noticed late")
	void messagesInTheQueuesOfAnEngineThatHangsAreCountedAsStopped() throws IOException {
		CountDownLatch released = new CountDownLatch(1);
		try (CountingReceiver receiver = new CountingReceiver(LingeringRole.Kind.PUBLISHER.receiver(), Pace.HELD);
				LingeringRole role = new LingeringRole(LingeringRole.Kind.PUBLISHER, TestTransport.TCP,
						TestSecurity.NULL, Duration.ofMinutes(1), new CopyOnWriteArrayList<>()::add)) {
			role.connect(receiver, true);
			role.send(MESSAGES, 10_000);
			inIoThread(role.context().engine(), () -> {
				try {
					released.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			EventsApplication.await()
				.until(() -> role.role().state() == ZmqState.RUNNING && role.role().stats().dropped() > 0);
			receiver.release();
			// The batch that the thread is about to write cannot be looked at
			EventsApplication.await()
				.untilAsserted(() -> assertThat(receiver.received() + role.stopped()).isBetween(MESSAGES - 2L,
						(long) MESSAGES));
			released.countDown();
		}
	}

	private static void killIoThread(Engine engine) throws IOException {
		inIoThread(engine, () -> {
			throw new OutOfMemoryError("thrown by a test");
		});
	}

	// By a socket of JeroMQ's own, whose events nothing guards
	private static void inIoThread(Engine engine, Runnable action) throws IOException {
		ZMQ.Socket bare = engine.socket(SocketType.PULL);
		bare.base().setEventHook((event) -> action.run(), zmq.ZMQ.ZMQ_EVENT_ACCEPTED);
		bare.bind("tcp://127.0.0.1:*");
		int port = Endpoint.parse(bare.getLastEndpoint(), null).port();
		try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
			EventsApplication.await().until(() -> peer.isConnected() && engine.fault() != null);
		}
		finally {
			bare.close();
		}
	}

}
