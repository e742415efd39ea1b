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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.guard.FrameMemoryProbe;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Plays attacks of a seeded generator against CURVE and PLAIN, as server and as client,
 * at every socket of every role, bound and connecting. A good peer is served after each,
 * nobody gets in, and no connection and no memory is leaked.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SecureStreamsTests {

	static final int MOST_CONNECTIONS = 16;

	private static final int SOCKETS = 48;

	private static final Map<TestTransport, Integer> ATTACKS = Map.of(TestTransport.TCP, TestSize.of(500, 10_000),
			TestTransport.IPC, TestSize.of(96, 10_000));

	private static final int PER_CONNECTING_ROLE = 12;

	private static final long FIRST_SEED = Long.getLong("zmq.tests.seed", 1);

	private static final ResourceUsage usage = new ResourceUsage();

	private static final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, SecureSide.settings());

	private static final AtomicLong seeds = new AtomicLong(FIRST_SEED);

	private static int played;

	private static int deep;

	private static long nanos;

	static Stream<Arguments> sockets() {
		Map<String, SecuredTarget> targets = new LinkedHashMap<>();
		targets.put("publisher", (connector, further) -> new PublisherTarget(context, connector, further));
		targets.put("subscriber", (connector, further) -> new SubscriberTarget(context, connector, further));
		targets.put("pull of a worker", (connector, further) -> new WorkerTarget(context, connector, true, further));
		targets.put("push of a worker", (connector, further) -> new WorkerTarget(context, connector, false, further));
		targets.put("pull of a controller",
				(connector, further) -> new ControllerTarget(context, connector, true, further));
		targets.put("push of a controller",
				(connector, further) -> new ControllerTarget(context, connector, false, further));
		return Stream.of(TestTransport.values())
			.flatMap(
					(transport) -> Stream.of(SecureSide.values())
						.flatMap((side) -> targets.entrySet()
							.stream()
							.flatMap((target) -> Stream.of(true, false)
								.map((bound) -> Arguments.of(transport, side,
										(bound ? "bound " : "connecting ") + target.getKey(), bound,
										target.getValue())))));
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("sockets")
	void goodPeerIsServedAfterEveryAttackAndNobodyGetsIn(TestTransport transport, SecureSide side, String name,
			boolean bound, SecuredTarget factory) throws IOException {
		long start = System.nanoTime();
		int attacks = (ATTACKS.get(transport) + SOCKETS - 1) / SOCKETS;
		int left = attacks;
		try (HostileStreamRun run = new HostileStreamRun()) {
			while (left > 0) {
				PeerConnector connector = bound ? PeerConnector.forBoundTarget(transport)
						: PeerConnector.forConnectingTarget(transport, Math.min(left, PER_CONNECTING_ROLE));
				try (RoleTarget target = factory.create(connector, side.socketSettings())) {
					target.secure(side);
					target.exchangeMessage();
					SecureStreamGenerator streams = new SecureStreamGenerator(side, target.peerType());
					left -= run.attack(target, left, seeds::getAndIncrement, streams::generate);
					deep += streams.deep();
					assertThat(target.faults()).isEmpty();
					if (bound) {
						everyConnectionIsFree(target);
					}
				}
			}
		}
		await().pollDelay(Duration.ZERO)
			.untilAsserted(() -> assertThat(FrameMemoryProbe.taken()).as("memory of frames").isZero());
		played += attacks;
		nanos += System.nanoTime() - start;
	}

	private static void everyConnectionIsFree(RoleTarget target) throws IOException {
		List<GoodPeer> peers = new ArrayList<>();
		try {
			// One has the good peer
			await().pollDelay(Duration.ZERO).ignoreException(IOException.class).until(() -> {
				while (peers.size() < MOST_CONNECTIONS - 1) {
					peers.add(target.connectGoodPeer());
				}
				return true;
			});
		}
		finally {
			for (GoodPeer peer : peers) {
				peer.close();
			}
		}
	}

	@AfterAll
	static void nothingIsLeaked() {
		System.out.printf("%d attacks from seed %d in %d s, %d of them by peers that were let in; %d warnings%n",
				played, FIRST_SEED, nanos / 1_000_000_000, deep, usage.warnings().size());
		assertThat(usage.warnings())
			.noneMatch((warning) -> warning.contains("exception") || warning.startsWith("ERROR"));
		assertThat(deep).as("attacks after the handshake").isGreaterThan(played / 10);
		context.close();
		await().untilAsserted(() -> assertThat(usage.newThreads()).as("threads that have not ended").isEmpty());
		usage.close();
	}

	/**
	 * Creates a target with security.
	 */
	@FunctionalInterface
	interface SecuredTarget {

		/**
		 * Create the target and start its role.
		 * @param connector connects the peers
		 * @param further the settings of its socket
		 * @return the target
		 * @throws IOException if a good peer cannot connect
		 */
		RoleTarget create(PeerConnector connector, Map<String, String> further) throws IOException;

	}

}
