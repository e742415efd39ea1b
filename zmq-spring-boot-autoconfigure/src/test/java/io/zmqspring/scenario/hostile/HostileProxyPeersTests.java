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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays streams of a seeded generator against both sockets of both types of proxies,
 * bound and connecting, without security and with CURVE. After each of them, a message
 * between good peers on both sides passes.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileProxyPeersTests {

	private static final Map<TestTransport, Integer> STREAMS = Map.of(TestTransport.TCP, TestSize.of(12, 1000),
			TestTransport.IPC, TestSize.of(4, 1000));

	private static final int ATTACKS = TestSize.of(6, 1000);

	private static final int PER_CONNECTING_PROXY = 8;

	private static final long FIRST_SEED = Long.getLong("zmq.tests.seed", 1);

	private static final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, SecureSide.settings());

	private static int deep;

	private final AtomicLong seeds = new AtomicLong(FIRST_SEED);

	@AfterAll
	static void attacksWentBehindTheHandshake() {
		context.close();
		assertThat(deep).isPositive();
	}

	static Stream<Arguments> sockets() {
		return Stream.of(TestTransport.values())
			.flatMap((transport) -> Stream.of(ProxyType.values())
				.flatMap((type) -> Stream.of("frontend", "backend")
					.flatMap((side) -> Stream.of("bound", "connecting")
						.map((how) -> Arguments.of(transport, type, side, how)))));
	}

	private ProxyTarget start(TestTransport transport, ProxyType type, String side, String how,
			Map<String, String> further) throws IOException {
		PeerConnector connector = how.equals("bound") ? PeerConnector.forBoundTarget(transport)
				: PeerConnector.forConnectingTarget(transport, PER_CONNECTING_PROXY);
		return new ProxyTarget(context, connector, type, side.equals("frontend"), further);
	}

	@ParameterizedTest
	@MethodSource("sockets")
	void messagePassesAfterEveryHostileStream(TestTransport transport, ProxyType type, String side, String how)
			throws IOException {
		int left = STREAMS.get(transport);
		try (HostileStreamRun run = new HostileStreamRun()) {
			while (left > 0) {
				try (Target target = start(transport, type, side, how, Map.of())) {
					left -= run.play(target, left, this.seeds::getAndIncrement);
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("sockets")
	void nobodyGetsThroughCurveToTheOtherSide(TestTransport transport, ProxyType type, String side, String how)
			throws IOException {
		SecureSide secured = how.equals("bound") ? SecureSide.CURVE_SERVER : SecureSide.CURVE_CLIENT;
		int left = ATTACKS;
		try (HostileStreamRun run = new HostileStreamRun()) {
			while (left > 0) {
				try (ProxyTarget target = start(transport, type, side, how, secured.socketSettings())) {
					target.secure(secured);
					target.exchangeMessage();
					SecureStreamGenerator streams = new SecureStreamGenerator(secured, target.peerType());
					left -= run.attack(target, left, this.seeds::getAndIncrement, streams::generate);
					deep += streams.deep();
					assertThat(target.faults()).isEmpty();
				}
			}
		}
	}

}
