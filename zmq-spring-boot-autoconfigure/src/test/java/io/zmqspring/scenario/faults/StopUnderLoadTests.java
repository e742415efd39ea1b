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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.StartedThreads;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stops and starts all four roles repeatedly, with traffic, network faults, peers that
 * never begin a handshake and peers that disconnect, while the threads that send, start
 * and stop are interrupted: 50 cycles over tcp, 25 with CURVE and 25 over ipc; 500 of
 * each in the nightly size.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StopUnderLoadTests {

	private final StartedThreads threads = new StartedThreads();

	private static final int ROUNDS = TestSize.of(2, 20);

	private static final int SECURE_ROUNDS = TestSize.of(1, 20);

	private static final int IPC_ROUNDS = TestSize.of(1, 20);

	private static final int CYCLES = 25;

	private static final Duration RESTART_LIMIT = Duration.ofSeconds(20);

	// A role waits 5 s for a handler that does not return; here all of them return
	private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

	private final Random random = new Random(20261121);

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	private final AtomicLong longestStop = new AtomicLong();

	private final List<RawConnection> silentPeers = new ArrayList<>();

	@Test
	void rolesNeverHangAndNothingIsLeaked(CapturedOutput output) throws Exception {
		int descriptors = 0;
		long start = System.nanoTime();
		for (int i = 0; i < ROUNDS + SECURE_ROUNDS + IPC_ROUNDS; i++) {
			runCycles((i < ROUNDS + SECURE_ROUNDS) ? TestTransport.TCP : TestTransport.IPC,
					(i < ROUNDS || i >= ROUNDS + SECURE_ROUNDS) ? TestSecurity.NULL : TestSecurity.CURVE);
			awaitThreadsGone();
			if (i == 0) {
				descriptors = LeakCheck.openDescriptors();
			}
		}
		int first = descriptors;
		Awaitility.await().untilAsserted(() -> assertThat(LeakCheck.openDescriptors()).isLessThanOrEqualTo(first + 4));
		System.out.printf("%d cycles of all roles in %d ms; longest stop %d ms; %d descriptors before, %d after%n",
				(ROUNDS + SECURE_ROUNDS + IPC_ROUNDS) * CYCLES, (System.nanoTime() - start) / 1_000_000,
				this.longestStop.get() / 1_000_000, first, LeakCheck.openDescriptors());
		assertThat(Duration.ofNanos(this.longestStop.get())).isLessThan(LONGEST_STOP);
		assertThat(output).doesNotContain("left behind").doesNotContain("did not end within");
	}

	private void awaitThreadsGone() {
		Awaitility.await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
	}

	private void runCycles(TestTransport transport, TestSecurity security) throws Exception {
		LinkedApplications applications = new LinkedApplications(transport, security, "heartbeat-interval=100ms",
				"heartbeat-timeout=300ms", "reconnect-interval=20ms", "reconnect-interval-max=100ms",
				"handshake-interval=300ms");
		try {
			for (int cycle = 0; cycle < CYCLES; cycle++) {
				Fault fault = Fault.values()[this.random.nextInt(Fault.values().length)];
				applications.links().forEach(fault::begin);
				connectDeadPeers(applications);
				restartAll(applications);
				applications.links().forEach(FaultyLink::normal);
			}
			closeDeadPeers();
			assertMessagesFlow(applications);
		}
		finally {
			closeDeadPeers();
			stopInterrupted(applications);
			applications.close();
		}
	}

	private void connectDeadPeers(LinkedApplications applications) throws IOException {
		for (String address : applications.addresses()) {
			this.silentPeers.add(RawConnection.open(address));
			RawConnection.open(address).reset();
		}
		if (this.silentPeers.size() > 20) {
			closeDeadPeers();
		}
	}

	private void closeDeadPeers() throws IOException {
		for (RawConnection peer : this.silentPeers) {
			peer.close();
		}
		this.silentPeers.clear();
	}

	private void restartAll(LinkedApplications applications) throws InterruptedException {
		List<ZmqRole> roles = new ArrayList<>(applications.roles());
		Collections.shuffle(roles, this.random);
		List<Thread> operators = List.of(operator(roles.subList(0, 3)), operator(roles.subList(3, 6)));
		List<Thread> interrupted = new ArrayList<>(operators);
		applications.traffic().forEach((traffic) -> interrupted.add(traffic.thread()));
		operators.forEach(Thread::start);
		Stopwatch stopwatch = Stopwatch.start();
		for (Thread operator : operators) {
			while (operator.isAlive()) {
				operator.join(1);
				interrupted.get(this.random.nextInt(interrupted.size())).interrupt();
				assertThat(stopwatch.elapsed()).as(() -> "restart; stack: " + List.of(operator.getStackTrace()))
					.isLessThan(RESTART_LIMIT);
			}
		}
		assertThat(this.failures).isEmpty();
		roles.forEach((role) -> assertThat(role.state()).isEqualTo(ZmqState.RUNNING));
	}

	private Thread operator(List<ZmqRole> roles) {
		return Threads.daemon(() -> roles.forEach(this::restart), "operator");
	}

	private void restart(ZmqRole role) {
		try {
			Stopwatch stopwatch = Stopwatch.start();
			role.stop();
			this.longestStop.accumulateAndGet(stopwatch.elapsed().toNanos(), Math::max);
			assertThat(role.state()).isEqualTo(ZmqState.STOPPED);
			role.start();
		}
		catch (RuntimeException | Error ex) {
			this.failures.add(ex);
		}
	}

	// The application context cannot be closed by an interrupted thread, its roles can
	private static void stopInterrupted(LinkedApplications applications) {
		Thread.currentThread().interrupt();
		applications.roles().forEach(ZmqRole::stop);
		assertThat(Thread.interrupted()).isTrue();
	}

	private void assertMessagesFlow(LinkedApplications applications) {
		applications.traffic().forEach((traffic) -> traffic.setText("after all cycles"));
		Stopwatch.start()
			.assertWithin(Duration.ofSeconds(10),
					() -> assertThat(applications.traffic()).allMatch(Traffic::isReceived));
	}

}
