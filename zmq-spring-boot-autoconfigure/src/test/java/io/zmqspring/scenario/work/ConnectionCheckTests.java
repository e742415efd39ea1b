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

package io.zmqspring.scenario.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections to a pool that never complete the handshake, such as those of port scanners
 * and of TCP health checks.
 */
@ParameterizedClass
@EnumSource
class ConnectionCheckTests {

	private static final int ITEMS = 5_000;

	private final AtomicInteger handled = new AtomicInteger();

	private final WorkRoles roles;

	private final ZmqController controller;

	private final ZmqWorker worker;

	ConnectionCheckTests(TestTransport transport) {
		this.roles = new WorkRoles(transport, TestSecurity.NULL);
		this.controller = this.roles.controller("send-timeout=10s");
		this.worker = worker();
	}

	private ZmqWorker worker() {
		return this.roles.worker((work) -> {
			this.handled.incrementAndGet();
			return null;
		});
	}

	@BeforeEach
	void start() {
		WorkRoles.start(this.controller, this.worker);
	}

	@AfterEach
	void close() {
		this.roles.close();
	}

	// Version, mechanism and role of ZMTP 3.0
	private static byte[] greeting() {
		byte[] greeting = new byte[64];
		greeting[0] = (byte) 0xff;
		greeting[9] = 0x7f;
		greeting[10] = 3;
		System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
		return greeting;
	}

	private static byte[] ready() {
		return "\4\32\5READY\13Socket-Type\0\0\0\4PULL".getBytes(StandardCharsets.US_ASCII);
	}

	private RawConnection check() throws IOException {
		return RawConnection.open(this.roles.workAddress());
	}

	private void send() {
		for (int i = 0; i < ITEMS; i++) {
			this.controller.send("a", "{}");
		}
	}

	@RepeatedTest(3)
	void workIsNotLostToConnectionsThatEndBeforeTheirHandshake() {
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<Void> checks = CompletableFuture.runAsync(() -> {
			while (!done.get()) {
				try {
					check().close();
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}
		});
		send();
		done.set(true);
		checks.join();
		WorkRoles.await().untilAsserted(() -> assertThat(this.handled).hasValue(ITEMS));
	}

	@Test
	void workersShareTheWorkBesideConnectionsThatNeverBeginTheirHandshake() throws IOException {
		List<RawConnection> checks = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			checks.add(check());
		}
		send();
		worker().start();
		WorkRoles.await().until(() -> this.controller.awaitWorkers("a", 2, Duration.ZERO));
		send();
		WorkRoles.await().untilAsserted(() -> assertThat(this.handled).hasValue(2 * ITEMS));
		for (RawConnection check : checks) {
			check.close();
		}
	}

	@Test
	void peerIsNoWorkerUntilItsHandshakeIsComplete() throws IOException {
		try (RawConnection peer = check()) {
			peer.write(greeting());
			WorkRoles.await().until(() -> this.controller.connectionCount() == 3);
			assertThat(this.controller.awaitWorkers("a", 2, Duration.ofMillis(100))).isFalse();
			send();
			WorkRoles.await().untilAsserted(() -> assertThat(this.handled).hasValue(ITEMS));
			peer.write(ready());
			assertThat(this.controller.awaitWorkers("a", 2, Duration.ofSeconds(30))).isTrue();
			this.controller.send("a", "{}");
			this.controller.send("a", "{}");
			WorkRoles.await().untilAsserted(() -> assertThat(this.handled).hasValue(ITEMS + 1));
		}
	}

}
