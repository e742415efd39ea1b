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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every socket of every role, bound and connecting, against streams of a seeded
 * generator: a good peer is served after each, and the attack leaves nothing behind.
 */
class HostileStreamsTests {

	private static final int SOCKETS = 12;

	private static final int PER_SOCKET = (TestSize.of(500, 10_000) + SOCKETS - 1) / SOCKETS;

	private static final int PER_CONNECTING_ROLE = 8;

	private static final long FIRST_SEED = Long.getLong("zmq.tests.seed", 1);

	private static final long MOST_HEAP = 64 << 20;

	private static final Toll toll = new Toll();

	private static final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private static int played;

	private static int roles;

	private static long nanos;

	static Stream<Arguments> sockets() {
		Map<String, AttackedRole.Maker> makers = new LinkedHashMap<>();
		makers.put("publisher", (context, entrance) -> new AttackedPublisher(context, entrance, Map.of()));
		makers.put("subscriber", (context, entrance) -> new AttackedSubscriber(context, entrance, Map.of()));
		makers.put("pull of a worker", (context, entrance) -> new AttackedWorker(context, entrance, true));
		makers.put("push of a worker", (context, entrance) -> new AttackedWorker(context, entrance, false));
		makers.put("pull of a controller", (context, entrance) -> new AttackedController(context, entrance, true));
		makers.put("push of a controller", (context, entrance) -> new AttackedController(context, entrance, false));
		return makers.entrySet()
			.stream()
			.flatMap((entry) -> Stream.of(true, false)
				.map((bound) -> Arguments.of((bound ? "bound " : "connecting ") + entry.getKey(), bound,
						entry.getValue())));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("sockets")
	void goodPeerIsServedAfterEveryHostileStream(String name, boolean bound, AttackedRole.Maker maker)
			throws IOException {
		AtomicLong seeds = new AtomicLong(FIRST_SEED);
		long start = System.nanoTime();
		int left = PER_SOCKET;
		try (Siege siege = new Siege()) {
			while (left > 0) {
				Entrance entrance = bound ? Entrance.bound() : Entrance.connecting(PER_CONNECTING_ROLE);
				try (Attacked attacked = maker.make(context, entrance)) {
					roles++;
					left -= siege.attack(attacked, left, seeds::getAndIncrement);
				}
			}
		}
		played += PER_SOCKET;
		nanos += System.nanoTime() - start;
	}

	@AfterAll
	static void nothingIsLeftBehind() {
		long heapAfter = Toll.heap();
		long seconds = nanos / 1_000_000_000;
		System.out.printf("%d hostile streams from seed %d in %d s; heap %d KB before, %d KB after; %d warnings%n",
				played, FIRST_SEED, seconds, toll.heapBefore() / 1024, heapAfter / 1024, toll.warnings().size());
		assertThat(heapAfter - toll.heapBefore()).as("bytes of heap left behind").isLessThan(MOST_HEAP);
		assertThat(toll.warnings()).as("lines of the log").hasSizeLessThan((int) (5 * roles + 2 * seconds));
		long before = toll.processorNanos();
		await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
		assertThat(Duration.ofNanos(toll.processorNanos() - before)).as("processor time of an idle second")
			.isLessThan(Duration.ofMillis(300));
		context.close();
		await().untilAsserted(() -> assertThat(toll.threads()).as("threads left behind").isEmpty());
		toll.close();
	}

}
