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

package io.zmqspring.scenario.replay;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.scenario.replay.RecoveryRun.Builder;
import io.zmqspring.scenario.replay.RecoveryRun.Receiving;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.MessageRule;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Within the window nothing is lost: the handlers receive every message, in order, once.
 */
class CompleteDeliveryTests {

	private static final int ROUNDS = TestSize.of(2, 20);

	private final OrderedReceiver receiver = new OrderedReceiver(() -> {
	});

	static Stream<Arguments> links() {
		return Stream.of(Arguments.of(TestTransport.TCP, TestSecurity.NULL),
				Arguments.of(TestTransport.TCP, TestSecurity.CURVE), Arguments.of(TestTransport.IPC, TestSecurity.NULL),
				Arguments.of(TestTransport.IPC, TestSecurity.CURVE));
	}

	static LongStream seeds() {
		return LongStream.rangeClosed(1, ROUNDS);
	}

	@ParameterizedTest
	@MethodSource("links")
	void nothingIsLostWithACutConnection(TestTransport transport, TestSecurity security) throws Exception {
		try (RecoveryRun run = new Builder(transport, security).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			for (int i = 0; i < ROUNDS; i++) {
				run.publish(500);
				run.messages().cut();
				run.publish(500);
				run.replay().cut();
				run.publish(500);
			}
			run.assertComplete(this.receiver, receiving);
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void nothingIsLostWithRandomDrops(long seed) throws Exception {
		WireFormat wireFormat = (seed % 2 == 0) ? WireFormat.MULTIPART : WireFormat.SINGLE_FRAME;
		try (RecoveryRun run = new Builder().wireFormat(wireFormat).seed(seed).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			run.messages().use(MessageRule.shares(0.2, 0.05, 0.05));
			run.publish(5000);
			run.assertComplete(this.receiver, receiving);
		}
	}

	@Test
	void nothingIsLostWhileTheSubscriberCannotReachThePublisher() throws Exception {
		try (RecoveryRun run = new Builder().start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			run.publish(500);
			run.messages().refuse();
			run.replay().refuse();
			run.publish(2000);
			run.messages().acceptAgain();
			run.publish(500);
			run.replay().acceptAgain();
			run.assertComplete(this.receiver, receiving);
		}
	}

	@ParameterizedTest
	@MethodSource("links")
	void nothingIsLostWithAPause(TestTransport transport, TestSecurity security) throws Exception {
		int rounds = (transport == TestTransport.TCP && security == TestSecurity.NULL) ? ROUNDS : 1;
		Duration pause = Duration.ofSeconds(TestSize.of(2, 10));
		try (RecoveryRun run = new Builder(transport, security).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			for (int i = 0; i < rounds; i++) {
				receiving.subscriber().pause();
				long end = System.nanoTime() + pause.toNanos();
				long dropped = run.publisher().stats().dropped();
				run.publish(12_000, "x".repeat(3000));
				while (System.nanoTime() < end) {
					run.publish(10);
					LockSupport.parkNanos(10_000_000);
				}
				assertThat(run.publisher().stats().dropped()).as("messages that did not fit").isGreaterThan(dropped);
				receiving.subscriber().resume();
				run.assertComplete(this.receiver, receiving);
			}
		}
	}

	@Test
	void nothingIsLostWithAnOverloadedHandler() throws Exception {
		OrderedReceiver slow = new OrderedReceiver(() -> LockSupport.parkNanos(100_000));
		try (RecoveryRun run = new Builder().start()) {
			Receiving receiving = run.subscribe(slow, ReplayStart.LATEST);
			for (int i = 0; i < TestSize.of(1, 20); i++) {
				run.publish(12_000, "x".repeat(3000));
				run.assertComplete(slow, receiving);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "IPC, CURVE" })
	void nothingIsLostWhenTheEngineOfTheSubscriberFails(TestTransport transport, TestSecurity security)
			throws Exception {
		try (RecoveryRun run = new Builder(transport, security).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			for (int i = 0; i < ROUNDS; i++) {
				run.publish(500);
				FailedEngine engine = FailedEngine.of(receiving.context());
				run.publish(500);
				engine.awaitReplacement(receiving.subscriber());
				run.publish(500);
			}
			run.assertComplete(this.receiver, receiving);
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "IPC, CURVE" })
	void nothingIsLostWhenTheEngineOfThePublisherFails(TestTransport transport, TestSecurity security)
			throws Exception {
		try (RecoveryRun run = new Builder(transport, security).start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			for (int i = 0; i < ROUNDS; i++) {
				run.publish(500);
				FailedEngine engine = FailedEngine.of(run.publishing());
				run.publish(500);
				engine.awaitReplacement(run.publisher());
				run.publish(500);
			}
			run.assertComplete(this.receiver, receiving);
		}
	}

	@Test
	void newSubscriberReceivesWhatThePublisherStillHas() throws Exception {
		try (RecoveryRun run = new Builder().start()) {
			run.publish(1000);
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.EARLIEST);
			run.publish(1000);
			run.assertComplete(this.receiver, receiving);
		}
	}

	@Test
	void newSubscriberReceivesNothingOldByDefault() throws Exception {
		try (RecoveryRun run = new Builder().topics(1).start()) {
			run.publish(1000);
			run.subscribe(this.receiver, ReplayStart.LATEST);
			run.publish(1000);
			EventsApplication.await().atMost(RecoveryRun.TIMEOUT).until(() -> this.receiver.last("topic.0") == 2000);
			assertThat(this.receiver.received("topic.0"))
				.containsExactlyElementsOf(IntStream.rangeClosed(1001, 2000).boxed().toList());
		}
	}

}
