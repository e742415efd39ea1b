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
import java.util.LinkedHashMap;
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
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Plays streams of a seeded generator against every socket of every role, bound and
 * connecting. A good peer is served after each, and afterwards no memory, thread or
 * processor time is leaked.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileStreamsTests {

	private static final int SOCKETS = 12;

	private static final Map<TestTransport, Integer> STREAMS = Map.of(TestTransport.TCP, TestSize.of(300, 10_000),
			TestTransport.IPC, TestSize.of(100, 10_000));

	private static final int PER_CONNECTING_ROLE = 8;

	private static final long FIRST_SEED = Long.getLong("zmq.tests.seed", 1);

	private static final long MOST_HEAP = 64 << 20;

	private static final ResourceUsage usage = new ResourceUsage().withHeap();

	private static final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private static int played;

	private static int roles;

	private static long nanos;

	static Stream<Arguments> sockets() {
		Map<String, RoleTarget.Factory> factories = new LinkedHashMap<>();
		factories.put("publisher", (context, connector) -> new PublisherTarget(context, connector, Map.of()));
		factories.put("subscriber", (context, connector) -> new SubscriberTarget(context, connector, Map.of()));
		factories.put("pull of a worker", (context, connector) -> new WorkerTarget(context, connector, true));
		factories.put("push of a worker", (context, connector) -> new WorkerTarget(context, connector, false));
		factories.put("pull of a controller", (context, connector) -> new ControllerTarget(context, connector, true));
		factories.put("push of a controller", (context, connector) -> new ControllerTarget(context, connector, false));
		return Stream.of(TestTransport.values())
			.flatMap((transport) -> factories.entrySet()
				.stream()
				.flatMap((entry) -> Stream.of(true, false)
					.map((bound) -> Arguments.of(transport, (bound ? "bound " : "connecting ") + entry.getKey(), bound,
							entry.getValue()))));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("sockets")
	void goodPeerIsServedAfterEveryHostileStream(TestTransport transport, String name, boolean bound,
			RoleTarget.Factory factory) throws IOException {
		AtomicLong seeds = new AtomicLong(FIRST_SEED);
		long start = System.nanoTime();
		int streams = (STREAMS.get(transport) + SOCKETS - 1) / SOCKETS;
		int left = streams;
		try (HostileStreamRun run = new HostileStreamRun()) {
			while (left > 0) {
				PeerConnector connector = bound ? PeerConnector.forBoundTarget(transport)
						: PeerConnector.forConnectingTarget(transport, PER_CONNECTING_ROLE);
				try (Target target = factory.create(context, connector)) {
					roles++;
					left -= run.play(target, left, seeds::getAndIncrement);
				}
			}
		}
		played += streams;
		nanos += System.nanoTime() - start;
	}

	@AfterAll
	static void nothingIsLeaked() {
		long heapAfter = ResourceUsage.heap();
		long seconds = nanos / 1_000_000_000;
		System.out.printf("%d hostile streams from seed %d in %d s; heap %d KB before, %d KB after; %d warnings%n",
				played, FIRST_SEED, seconds, usage.heapBefore() / 1024, heapAfter / 1024, usage.warnings().size());
		assertThat(heapAfter - usage.heapBefore()).as("bytes of heap still used").isLessThan(MOST_HEAP);
		assertThat(usage.warnings()).as("warnings in the log").hasSizeLessThan((int) (5 * roles + 2 * seconds));
		long before = usage.cpuNanos();
		await().during(Duration.ofSeconds(1))
			.untilAsserted(
					() -> assertThat(Duration.ofNanos(usage.cpuNanos() - before)).as("processor time of an idle second")
						.isLessThan(Duration.ofMillis(300)));
		context.close();
		await().untilAsserted(() -> assertThat(usage.newThreads()).as("threads that have not ended").isEmpty());
		usage.close();
	}

}
