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

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqConnectionEvent.Change;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.testsupport.Census;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault a network can have, on all links of all roles at once: messages flow again
 * by themselves within the time the settings promise, and meanwhile every role tells the
 * truth. The nightly size repeats each fault ten times and shows the times, and how plain
 * JeroMQ fares.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkFaultTests {

	private static final int ROUNDS = TestSize.of(1, 10);

	private static final Duration STALLED_HANDSHAKE = Duration.ofSeconds(1);

	private static final Duration SLACK = Duration.ofMillis(500);

	private final Recoveries recoveries = new Recoveries();

	private int descriptors;

	private Rig rig;

	@BeforeAll
	void start() {
		this.descriptors = Census.descriptors();
		this.rig = new Rig("heartbeat-interval=200ms", "heartbeat-timeout=600ms", "reconnect-interval=50ms",
				"reconnect-interval-max=250ms", "handshake-interval=500ms");
	}

	@AfterAll
	void nothingIsLeaked() {
		this.rig.close();
		System.out.println(this.recoveries);
		await(Duration.ofSeconds(5)).untilAsserted(() -> {
			assertThat(Census.threads()).isEmpty();
			assertThat(Census.descriptors()).isLessThanOrEqualTo(this.descriptors + 4);
		});
	}

	@ParameterizedTest
	@EnumSource
	void messagesFlowAgainAndEveryRoleTellsTheTruth(Fault fault) {
		for (int round = 0; round < ROUNDS; round++) {
			awaitHealthy();
			List<Long> before = disconnects();
			this.rig.links().forEach(fault::begin);
			if (fault.effect() == Fault.Effect.CUTS) {
				awaitCutOff();
			}
			else if (fault.effect() == Fault.Effect.HINDERS) {
				awaitFlow("in the midst of " + fault + " " + round);
				assertThat(disconnects()).isEqualTo(before);
			}
			this.rig.links().forEach(FaultyLink::normal);
			assertFlows(fault, "after " + fault + " " + round);
			awaitHealthy();
		}
		if (ROUNDS > 1) {
			BareJeroMq.measure(fault, this.recoveries);
		}
	}

	private void assertFlows(Fault fault, String text) {
		awaitFlow(text).forEach((name, time) -> this.recoveries.add(fault, name, time));
	}

	private Map<String, Duration> awaitFlow(String text) {
		long start = System.nanoTime();
		this.rig.traffic().forEach((traffic) -> traffic.say(text));
		Map<String, Duration> times = new TreeMap<>();
		await(bound()).untilAsserted(() -> {
			this.rig.traffic()
				.stream()
				.filter(Traffic::flows)
				.forEach((traffic) -> times.putIfAbsent(traffic.name(), Duration.ofNanos(System.nanoTime() - start)));
			assertThat(times).hasSameSizeAs(this.rig.traffic());
		});
		return times;
	}

	private void awaitCutOff() {
		await(tuning().heartbeatTimeout().plus(tuning().handshakeInterval()).plus(SLACK)).untilAsserted(() -> {
			for (ZmqRole role : this.rig.roles()) {
				assertThat(role.connectionCount()).as("connections of %s", role.name()).isZero();
				assertThat(this.rig.recorder(role).connected(role)).as("told by %s", role.name()).isZero();
			}
		});
		assertRunning();
	}

	private void awaitHealthy() {
		await(bound()).untilAsserted(() -> {
			for (ZmqRole role : this.rig.roles()) {
				assertThat(role.connectionCount()).as("connections of %s", role).isEqualTo(Rig.connections(role));
				assertThat(this.rig.recorder(role).connected(role)).as("told by %s", role)
					.isEqualTo(Rig.connections(role));
			}
		});
		assertRunning();
	}

	private void assertRunning() {
		for (ZmqRole role : this.rig.roles()) {
			assertThat(role.state()).isEqualTo(ZmqState.RUNNING);
			assertThat(role.faults()).isEmpty();
			assertThat(this.rig.recorder(role).states()).as("changes of state")
				.allMatch((event) -> event.to() == ZmqState.STARTING || event.to() == ZmqState.RUNNING);
		}
	}

	private List<Long> disconnects() {
		return this.rig.roles()
			.stream()
			.map((role) -> this.rig.recorder(role).count(role, Change.DISCONNECTED))
			.toList();
	}

	private Duration bound() {
		return tuning().heartbeatTimeout().plus(tuning().reconnectIntervalMax()).plus(STALLED_HANDSHAKE);
	}

	private SocketTuning tuning() {
		return this.rig.roles()
			.stream()
			.filter(ZmqPublisher.class::isInstance)
			.map((role) -> ((ZmqPublisher) role).settings().socket())
			.findFirst()
			.orElseThrow();
	}

	private static ConditionFactory await(Duration atMost) {
		return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).await().atMost(atMost);
	}

}
