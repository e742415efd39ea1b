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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqConnectionEvent.Change;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.StartedThreads;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Simulates each {@link Fault} on the links of all roles at the same time. Messages flow
 * again without intervention within the time that the settings promise. Meanwhile every
 * role reports its state and its connections correctly, with and without CURVE, and over
 * ipc. The nightly size repeats each fault ten times and prints the times, also those of
 * plain JeroMQ.
 */
@ParameterizedClass
@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NetworkFaultTests {

	private final StartedThreads threads = new StartedThreads();

	// The faults that also occur without a network
	private static final Set<Fault> OF_ONE_MACHINE = EnumSet.of(Fault.RESET, Fault.HALF_OPEN_NEAR, Fault.HALF_OPEN_FAR,
			Fault.BLACK_HOLE, Fault.REFUSED);

	private static final int ROUNDS = TestSize.of(1, 10);

	private static final Duration STALLED_HANDSHAKE = Duration.ofSeconds(1);

	// A busy machine delays threads; without reconnects nothing would arrive at all
	private static final Duration SLACK = Duration.ofSeconds(2);

	// Less than a heartbeat may be late
	private static final Duration LONGEST_PAUSES = Duration.ofMillis(200);

	private RecoveryTimes recoveryTimes;

	@Parameter(0)
	private TestTransport transport;

	@Parameter(1)
	private TestSecurity security;

	private int descriptors;

	private LinkedApplications applications;

	@BeforeParameterizedClassInvocation
	void start() {
		this.recoveryTimes = new RecoveryTimes();
		this.descriptors = LeakCheck.openDescriptors();
		this.applications = new LinkedApplications(this.transport, this.security, "heartbeat-interval=200ms",
				"heartbeat-timeout=600ms", "reconnect-interval=50ms", "reconnect-interval-max=250ms",
				"handshake-interval=500ms");
	}

	@AfterParameterizedClassInvocation
	void nothingIsLeaked() {
		this.applications.close();
		System.out.println(this.transport + ", " + this.security + ": " + this.recoveryTimes);
		await(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(this.threads.alive()).isEmpty();
			assertThat(LeakCheck.openDescriptors()).isLessThanOrEqualTo(this.descriptors + 4);
		});
	}

	Stream<Fault> faults() {
		boolean all = this.transport == TestTransport.TCP || TestSize.of(0, 1) == 1;
		return all ? Stream.of(Fault.values()) : OF_ONE_MACHINE.stream();
	}

	@ParameterizedTest
	@MethodSource("faults")
	void messagesFlowAgainAndEveryRoleReportsItsStateAndConnections(Fault fault) {
		for (int round = 0; round < ROUNDS; round++) {
			awaitHealthy();
			this.applications.links().forEach(fault::begin);
			if (fault.effect() == Fault.Effect.LINK_DOWN) {
				awaitDisconnected();
			}
			else if (fault.effect() == Fault.Effect.LINK_SLOW) {
				assertConnectionsStay("during " + fault + " " + round);
			}
			this.applications.links().forEach(FaultyLink::normal);
			assertMessagesFlow(fault, "after " + fault + " " + round);
			awaitHealthy();
		}
		if (ROUNDS > 1 && this.transport == TestTransport.TCP && this.security == TestSecurity.NULL) {
			BareJeroMq.measure(fault, this.recoveryTimes);
		}
	}

	// A pause of the machine delays the heartbeats too
	private void assertConnectionsStay(String text) {
		List<Long> before = disconnects();
		Stopwatch stopwatch = Stopwatch.start();
		awaitMessages(text);
		if (stopwatch.paused().compareTo(LONGEST_PAUSES) > 0 && !disconnects().equals(before)) {
			awaitHealthy();
			assertConnectionsStay(text + ", again");
			return;
		}
		assertThat(disconnects()).isEqualTo(before);
	}

	private void assertMessagesFlow(Fault fault, String text) {
		awaitMessages(text).forEach((name, time) -> this.recoveryTimes.add(fault, name, time));
	}

	private Map<String, Duration> awaitMessages(String text) {
		long start = System.nanoTime();
		this.applications.traffic().forEach((traffic) -> traffic.setText(text));
		Map<String, Duration> times = new TreeMap<>();
		Stopwatch.start().assertWithin(bound(), () -> {
			this.applications.traffic()
				.stream()
				.filter(Traffic::isReceived)
				.forEach((traffic) -> times.putIfAbsent(traffic.name(), Duration.ofNanos(System.nanoTime() - start)));
			assertThat(times).hasSameSizeAs(this.applications.traffic());
		});
		return times;
	}

	private void awaitDisconnected() {
		Duration limit = tuning().heartbeatTimeout().plus(tuning().handshakeInterval()).plus(SLACK);
		Stopwatch.start().assertWithin(limit, () -> {
			for (ZmqRole role : this.applications.roles()) {
				assertThat(role.connectionCount()).as("connections of %s", role.name()).isZero();
				assertThat(this.applications.events(role).connected(role))
					.as("connections by the events of %s", role.name())
					.isZero();
			}
		});
		assertRunning();
	}

	private void awaitHealthy() {
		Stopwatch.start().assertWithin(bound(), () -> {
			for (ZmqRole role : this.applications.roles()) {
				assertThat(role.connectionCount()).as("connections of %s", role)
					.isEqualTo(LinkedApplications.connections(role));
				assertThat(this.applications.events(role).connected(role)).as("connections by the events of %s", role)
					.isEqualTo(LinkedApplications.connections(role));
			}
		});
		assertRunning();
	}

	private void assertRunning() {
		for (ZmqRole role : this.applications.roles()) {
			assertThat(role.state()).isEqualTo(ZmqState.RUNNING);
			assertThat(role.faults()).isEmpty();
			assertThat(this.applications.events(role).states()).as("state changes")
				.allMatch((event) -> event.to() == ZmqState.STARTING || event.to() == ZmqState.RUNNING);
		}
	}

	private List<Long> disconnects() {
		return this.applications.roles()
			.stream()
			.map((role) -> this.applications.events(role).count(role, Change.DISCONNECTED))
			.toList();
	}

	private Duration bound() {
		return tuning().heartbeatTimeout().plus(tuning().reconnectIntervalMax()).plus(STALLED_HANDSHAKE).plus(SLACK);
	}

	private SocketTuning tuning() {
		return this.applications.roles()
			.stream()
			.filter(ZmqPublisher.class::isInstance)
			.map((role) -> ((ZmqPublisher) role).settings().socket())
			.findFirst()
			.orElseThrow();
	}

	private static ConditionFactory await(Duration atMost) {
		return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).await().atMost(atMost);
	}

}
