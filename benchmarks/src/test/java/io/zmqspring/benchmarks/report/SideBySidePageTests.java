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

import io.zmqspring.benchmarks.figures.AbsentPeer;
import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.SideBySideRun;
import io.zmqspring.benchmarks.figures.SideBySideRun.Case;

import static org.assertj.core.api.Assertions.assertThat;

class SideBySidePageTests {

	private final SideBySideRun loop = run(0, "jeromq-loop", 1_000_000);

	@Test
	void rateIsHeldAgainstTheLoop() {
		assertThat(row(this.loop, run(0, "starter", 1_000_000))).contains("starter", "1 M", "0", "1 (1 – 1)");
	}

	@Test
	void rateWithLossIsNoRate() {
		assertThat(row(this.loop, run(0, "starter", 900_000))).contains("starter ⚠", "(900 k)", "100,000 (10 %)")
			.endsWith(Figures.NONE);
	}

	@Test
	void lossOfTheLoopLeavesNothingToCompareWith() {
		assertThat(row(run(0, "jeromq-loop", 999_999), run(0, "starter", 1_000_000))).endsWith(Figures.NONE);
	}

	@Test
	void lossInAWarmUpDoesNotCount() {
		assertThat(row(this.loop, run(-1, "starter", 1), run(0, "starter", 1_000_000))).contains("starter", "0");
	}

	@Test
	void peersAreHeldAgainstTheLoopThatDoesTheSame() {
		assertThat(new PeerRuns("starter-json", List.of()).limit()).isEqualTo("jeromq-loop-json");
		assertThat(new PeerRuns("starter-untimed", List.of()).limit()).isEqualTo("jeromq-loop");
	}

	@Test
	void absentPeersAreListed() {
		assertThat(new SideBySidePage(List.of(this.loop), List.of(new AbsentPeer("nats", "not installed"))).write())
			.contains("| nats | not installed |");
	}

	@Test
	void threeDigitsAreSignificant() {
		assertThat(List.of(0.95678, 12.345, 1234.5, 999.6).stream().map(Figures::number)).containsExactly("0.957",
				"12.3", "1,230", "1,000");
		assertThat(Figures.rate(1_234_567)).isEqualTo("1.23 M");
	}

	private static List<String> row(SideBySideRun... runs) {
		List<PeerRuns> peers = PeerRuns.byCase(List.of(runs)).get(new Case("pub-sub", "multipart", 64));
		return SideBySidePage.row(peer(peers, "starter"), peer(peers, "jeromq-loop"));
	}

	private static PeerRuns peer(List<PeerRuns> peers, String name) {
		return peers.stream().filter((peer) -> peer.peer().startsWith(name)).findFirst().orElseThrow();
	}

	private static SideBySideRun run(int round, String peer, long received) {
		return new SideBySideRun(round, "pub-sub", "multipart", 64, peer, 1_000_000, received, 0, 1, 1, 1, 0);
	}

}
