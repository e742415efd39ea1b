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

package io.zmqspring.scenario.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.role.ZmqState;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.NetworkNamespace;
import io.zmqspring.testsupport.StartedThreads;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another process is killed, or the network between two processes is disconnected. The
 * roles notice the loss, and messages flow again without intervention, in both directions
 * and whichever side binds.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LostProcessTests {

	private final StartedThreads threads = new StartedThreads();

	private static final int ROUNDS = TestSize.of(1, 10);

	// heartbeat-timeout and reconnect-interval-max of the applications
	private static final Duration PROMISED = Duration.ofMillis(600 + 250);

	private static final Duration STALLED_HANDSHAKE = Duration.ofSeconds(1);

	// A busy machine delays threads; without reconnects nothing would arrive at all
	private static final Duration SLACK = Duration.ofSeconds(2);

	private static final Duration LIMIT = PROMISED.plus(STALLED_HANDSHAKE).plus(SLACK);

	private int descriptors;

	@BeforeEach
	void countDescriptors() {
		this.descriptors = LeakCheck.openDescriptors();
	}

	@AfterEach
	void nothingIsLeaked() {
		await(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(this.threads.alive()).isEmpty();
			assertThat(LeakCheck.openDescriptors()).isLessThanOrEqualTo(this.descriptors + 8);
		});
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void messagesFlowAgainAfterTheOtherProcessWasKilled(TestTransport transport, TestSecurity security) {
		try (TwoProcesses processes = new TwoProcesses(security, List.of(), transport::address, transport::address)) {
			processes.startPeer();
			awaitMessages(processes, "first process");
			for (int i = 0; i < ROUNDS; i++) {
				processes.killPeer();
				awaitConnections(processes, 0);
				processes.startPeer();
				System.out
					.println(transport + ", " + security + ", killed: " + awaitMessages(processes, "process " + i));
				awaitConnections(processes, 1);
			}
		}
	}

	@Test
	void messagesFlowAgainAfterTheNetworkWasDisconnected() {
		try (NetworkNamespace network = new NetworkNamespace();
				TwoProcesses processes = new TwoProcesses(TestSecurity.NULL, network.launcher(),
						() -> addressAt(network.ourHost()), () -> addressAt(network.theirHost()))) {
			processes.startPeer();
			awaitMessages(processes, "before");
			for (int i = 0; i < ROUNDS; i++) {
				network.down();
				awaitConnections(processes, 0);
				network.up();
				System.out.println("Disconnected: " + awaitMessages(processes, "connection " + i));
				awaitConnections(processes, 1);
			}
		}
	}

	private static String addressAt(String host) {
		return "tcp://" + host + ":" + FreePort.find();
	}

	private static Map<String, Duration> awaitMessages(TwoProcesses processes, String text) {
		long start = System.nanoTime();
		processes.traffic().forEach((traffic) -> traffic.setText(text));
		Map<String, Duration> times = new TreeMap<>();
		Stopwatch.start().assertWithin(LIMIT, () -> {
			processes.readPeerOutput();
			processes.traffic()
				.stream()
				.filter(Traffic::isReceived)
				.forEach((traffic) -> times.putIfAbsent(traffic.name(), Duration.ofNanos(System.nanoTime() - start)));
			assertThat(times).hasSameSizeAs(processes.traffic());
		});
		return times;
	}

	private static void awaitConnections(TwoProcesses processes, int count) {
		Stopwatch.start().assertWithin(LIMIT, () -> assertThat(processes.roles()).allSatisfy((role) -> {
			assertThat(role.connectionCount()).as(role.name()).isEqualTo(count);
			assertThat(processes.events().connected(role)).as("connections by the events of %s", role.name())
				.isEqualTo(count);
		}));
		assertThat(processes.roles()).allSatisfy((role) -> {
			assertThat(role.state()).isEqualTo(ZmqState.RUNNING);
			assertThat(role.faults()).isEmpty();
		});
	}

	private static ConditionFactory await(Duration atMost) {
		return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).await().atMost(atMost);
	}

}
