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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.role.ZmqMessagesDroppedEvent;
import io.zmqspring.scenario.ending.MessageCounter.Pace;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The messages that a socket has accepted when its role stops: they are sent within the
 * linger, and those that are left are counted, to the message.
 */
@ParameterizedClass
@MethodSource("transportsAndSecurity")
class LingerTests {

	private static final Log logger = LogFactory.getLog(LingerTests.class);

	private static final int MESSAGES = 1000;

	private static final Duration[] LINGERS = { Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(3) };

	private static final int[] SIZES = { 100, 1_000, 10_000, 100_000 };

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final List<AutoCloseable> open = new ArrayList<>();

	private final TestTransport transport;

	private final TestSecurity security;

	LingerTests(TestTransport transport, TestSecurity security) {
		this.transport = transport;
		this.security = security;
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closed : this.open) {
			closed.close();
		}
	}

	static Stream<Arguments> transportsAndSecurity() {
		return Stream
			.of(Arguments.of(TestTransport.TCP, TestSecurity.NULL), Arguments.of(TestTransport.TCP, TestSecurity.CURVE),
					Arguments.of(TestTransport.IPC, TestSecurity.NULL),
					Arguments.of(TestTransport.IPC, TestSecurity.CURVE))
			.limit(TestSize.of(3, 4));
	}

	static Stream<Arguments> sendersAndReceivers() {
		boolean all = TestSize.of(0, 1) == 1;
		return senders().flatMap((sender) -> cases(all, (boolean) sender.get()[1])
			.map((receiver) -> Arguments.of(Stream.of(sender.get(), receiver.get()).flatMap(Stream::of).toArray())));
	}

	private static Stream<Arguments> cases(boolean all, boolean bound) {
		if (!all) {
			return Stream.of(Arguments.of(1_000, LINGERS[0], Pace.FAST),
					Arguments.of(10_000, bound ? LINGERS[0] : LINGERS[1], Pace.HELD));
		}
		return IntStream.of(SIZES)
			.boxed()
			.flatMap((size) -> Stream.of(LINGERS)
				.flatMap((linger) -> Stream.of(Pace.values()).map((pace) -> Arguments.of(size, linger, pace))));
	}

	@ParameterizedTest(name = "{0} bound={1} size={2} linger={3} receiver={4}")
	@MethodSource("sendersAndReceivers")
	void everyMessageIsReceivedOrCountedAsStopped(LingeringRole.Kind kind, boolean bound, int size, Duration linger,
			Pace pace) {
		MessageCounter receiver = receiver(kind, pace);
		LingeringRole role = role(kind, linger);
		role.connect(receiver, bound);
		role.send(MESSAGES, size);
		long start = System.nanoTime();
		role.stop();
		Duration taken = Duration.ofNanos(System.nanoTime() - start);
		long counted = role.stopped();
		int received = receiver.receiveRest();
		logger.info(this.transport + ", " + this.security + ", " + kind + ", " + (bound ? "bound" : "connected") + ", "
				+ size + " B, linger " + linger + ", receiver " + pace + ": " + received + " received, " + counted
				+ " counted, stopped after " + taken.toMillis() + " ms");
		assertThat(received + counted).as("%s received and %s counted", received, counted).isEqualTo(MESSAGES);
		if (counted > 0) {
			await().untilAsserted(() -> assertThat(this.events).filteredOn(ZmqMessagesDroppedEvent.class::isInstance)
				.map(ZmqMessagesDroppedEvent.class::cast)
				.singleElement()
				.returns("stopped", ZmqMessagesDroppedEvent::reason)
				.returns(counted, ZmqMessagesDroppedEvent::count));
		}
	}

	@ParameterizedTest
	@MethodSource("senders")
	void stopEndsAsSoonAsEverythingIsReceived(LingeringRole.Kind kind, boolean bound) {
		MessageCounter receiver = receiver(kind, Pace.FAST);
		LingeringRole role = role(kind, Duration.ofMinutes(1));
		role.connect(receiver, bound);
		role.send(MESSAGES, 10_000);
		long start = System.nanoTime();
		role.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		assertThat(role.stopped()).isZero();
		assertThat(receiver.receiveRest()).isEqualTo(MESSAGES);
	}

	@ParameterizedTest
	@MethodSource("senders")
	void heartbeatsOfASlowPeerDoNotEndItsConnectionBeforeItHasReceivedEverything(LingeringRole.Kind kind,
			boolean bound) {
		MessageCounter receiver = receiver(kind, Pace.SLOW);
		receiver.heartbeats(Duration.ofMillis(10), Duration.ofMinutes(1));
		LingeringRole role = role(kind, Duration.ofMinutes(1));
		role.connect(receiver, bound);
		int messages = TestSize.of(200, MESSAGES);
		role.send(messages, 1_000);
		role.stop();
		assertThat(role.stopped()).isZero();
		assertThat(receiver.receiveRest()).isEqualTo(messages);
	}

	static Stream<Arguments> senders() {
		return Stream.of(LingeringRole.Kind.values())
			.flatMap((kind) -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
	}

	private MessageCounter receiver(LingeringRole.Kind kind, Pace pace) {
		MessageCounter receiver = MessageCounter.of(this.transport, this.security, kind.receiver(), pace);
		this.open.add(receiver);
		return receiver;
	}

	private LingeringRole role(LingeringRole.Kind kind, Duration linger) {
		LingeringRole role = new LingeringRole(kind, this.transport, this.security, linger, this.events::add);
		this.open.add(0, role);
		return role;
	}

}
