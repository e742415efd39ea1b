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

package io.zmqspring.proxy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.StartedThreads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Start, stop, failed starts and failures of the engine.
 */
class ProxyLifeTests {

	private final StartedThreads threads = new StartedThreads();

	private final ProxyRoles roles = new ProxyRoles();

	@AfterEach
	void close() {
		this.roles.close();
		await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
	}

	private static ProxySettings settings(ProxyType type) {
		return ProxySettings.of(type, "tcp://127.0.0.1:" + FreePort.find(), "tcp://127.0.0.1:" + FreePort.find());
	}

	private static boolean passes(ProxyType type, ZmqProxy proxy) {
		boolean subscribes = type == ProxyType.PUB_SUB;
		try (RawPeer receiver = RawPeer.connecting(subscribes ? SocketType.SUB : SocketType.PULL,
				proxy.backendAddresses().get(0));
				RawPeer sender = RawPeer.connecting(subscribes ? SocketType.XPUB : SocketType.PUSH,
						proxy.frontendAddresses().get(0))) {
			if (subscribes) {
				receiver.subscribe("");
				await().until(() -> {
					receiver.work();
					return sender.receiveNow() != null;
				});
			}
			sender.send("text");
			return "text".equals(receiver.receive());
		}
	}

	@ParameterizedTest
	@EnumSource
	void startAndStopMayAlternateAtTheSamePorts(ProxyType type) {
		ZmqProxy proxy = this.roles.start("p", settings(type));
		for (int i = 0; i < 3; i++) {
			assertThat(passes(type, proxy)).isTrue();
			proxy.stop();
			proxy.stop();
			assertThat(proxy.state()).isEqualTo(ZmqState.STOPPED);
			assertThat(LeakCheck.zmqThreads()).noneMatch((name) -> name.startsWith("zmq-proxy"));
			proxy.start();
			proxy.start();
		}
		assertThat(proxy.stats().received()).isEqualTo(3);
		assertThat(proxy.stats().sent()).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void proxyForwardsAgainAfterTheEngineHasFailed(ProxyType type) {
		ZmqProxy proxy = this.roles.start("p", settings(type));
		assertThat(passes(type, proxy)).isTrue();
		FailedEngine.of(this.roles.context()).awaitReplacement(proxy);
		assertThat(passes(type, proxy)).isTrue();
		assertThat(proxy.faults()).isEmpty();
	}

	@Test
	void failedStartNamesTheAddressAndReleasesTheOthers() throws IOException {
		ProxySettings settings = settings(ProxyType.PUB_SUB);
		String backend = settings.backend().endpoints().get(0).toString();
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			ProxySettings conflicting = settings.mutate()
				.frontend(PipeSettings.of("tcp://127.0.0.1:" + taken.getLocalPort()))
				.build();
			assertThatExceptionOfType(ZmqConfigurationException.class)
				.isThrownBy(() -> this.roles.start("p", conflicting))
				.withMessageContaining("zmq.proxies.p: ")
				.withMessageContaining(String.valueOf(taken.getLocalPort()));
		}
		ZmqProxy other = this.roles.start("other", settings);
		assertThat(other.backendAddresses()).containsExactly(backend);
	}

	@Test
	void idleProxyUsesNoProcessorTime() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		assertThat(passes(ProxyType.PUB_SUB, proxy)).isTrue();
		Set<Thread> threads = Thread.getAllStackTraces().keySet();
		Thread forwarding = threads.stream()
			.filter((thread) -> thread.getName().equals("zmq-proxy-p"))
			.findFirst()
			.orElseThrow();
		await().until(() -> forwarding.getState() == Thread.State.RUNNABLE);
		long before = cpuNanos(forwarding);
		await().during(Duration.ofMillis(500)).until(() -> true);
		assertThat(Duration.ofNanos(cpuNanos(forwarding) - before)).isLessThan(Duration.ofMillis(20));
	}

	private static long cpuNanos(Thread thread) {
		return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
	}

	@Test
	void interruptOfItsThreadDoesNotDisturbTheProxy() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL);
		RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		List<Thread> forwarding = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("zmq-proxy-p"))
			.toList();
		assertThat(forwarding).hasSize(1);
		for (int i = 0; i < 200; i++) {
			sender.send("a".getBytes(), String.valueOf(i).getBytes());
			forwarding.get(0).interrupt();
			assertThat(receiver.receiveFrames()).containsExactly("a".getBytes(), String.valueOf(i).getBytes());
		}
	}

}
