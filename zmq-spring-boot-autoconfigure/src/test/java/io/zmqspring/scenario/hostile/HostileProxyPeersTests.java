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

/**
 * Plays streams of a seeded generator against both sockets of both types of proxies,
 * bound and connecting. After each of them, a message between good peers on both sides
 * passes.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileProxyPeersTests {

	private static final int STREAMS = TestSize.of(12, 1000);

	private static final int PER_CONNECTING_PROXY = 8;

	private static final long FIRST_SEED = Long.getLong("zmq.tests.seed", 1);

	private static final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@AfterAll
	static void close() {
		context.close();
	}

	static Stream<Arguments> sockets() {
		return Stream.of(ProxyType.values())
			.flatMap((type) -> Stream.of("frontend", "backend")
				.flatMap((side) -> Stream.of("bound", "connecting").map((how) -> Arguments.of(type, side, how))));
	}

	@ParameterizedTest
	@MethodSource("sockets")
	void messagePassesAfterEveryHostileStream(ProxyType type, String side, String how) throws IOException {
		AtomicLong seeds = new AtomicLong(FIRST_SEED);
		int left = STREAMS;
		try (HostileStreamRun run = new HostileStreamRun()) {
			while (left > 0) {
				PeerConnector connector = how.equals("bound") ? PeerConnector.forBoundTarget(TestTransport.TCP)
						: PeerConnector.forConnectingTarget(TestTransport.TCP, PER_CONNECTING_PROXY);
				try (Target target = new ProxyTarget(context, connector, type, side.equals("frontend"))) {
					left -= run.play(target, left, seeds::getAndIncrement);
				}
			}
		}
	}

}
