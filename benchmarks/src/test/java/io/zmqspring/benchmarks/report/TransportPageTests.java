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

package io.zmqspring.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.zmqspring.benchmarks.figures.RoundTripRun;
import io.zmqspring.benchmarks.figures.SideBySideRun;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about transports.
 */
class TransportPageTests {

	@Test
	void eachPeerIsComparedWithItselfOverTcp() {
		String page = new TransportPage(
				List.of(run(0, "starter-tcp", 4), run(0, "starter-ipc", 2), run(1, "starter-tcp", 4),
						run(1, "starter-ipc", 2), run(0, "libzmq-tcp", 3), run(0, "libzmq-ipc", 1)),
				List.of(trip(0, "starter-tcp", 100, 80, 100), trip(0, "starter-ipc", 100, 60, 120)))
			.write("none");
		assertThat(page).containsSubsequence("PUB/SUB, multipart, 64 bytes", "| libzmq-ipc | 1 M |", "| 3 (3 – 3) |",
				"| libzmq-tcp |", "| – |", "| starter-ipc | 500 k |", "| 2 (2 – 2) |", "Round trip, 64 bytes",
				"| starter-ipc | 60 | 120 | 0 | 0.75 (0.75 – 0.75) | 1.20 (1.20 – 1.20) |",
				"| starter-tcp | 80 | 100 | 0 | – | – |");
	}

	@Test
	void aPeerThatLostMessagesIsNotCompared() {
		String page = new TransportPage(List.of(),
				List.of(trip(0, "starter-tcp", 100, 80, 100), trip(0, "starter-ipc", 99, 60, 120)))
			.write("none");
		assertThat(page).contains("| starter-ipc ⚠ | 60 | 120 | 1 | – | – |");
	}

	private static SideBySideRun run(int round, String peer, double seconds) {
		return new SideBySideRun(round, "pub-sub", "multipart", 64, peer, 1_000_000, 1_000_000, 0, seconds, 1, 1, 0);
	}

	private static RoundTripRun trip(int round, String peer, long returned, double p50, double p99) {
		return new RoundTripRun(round, RoundTripRun.PATTERN, 64, peer, 100, returned, p50, p99);
	}

}
