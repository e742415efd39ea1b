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

import io.zmqspring.benchmarks.figures.SideBySideRun;
import io.zmqspring.benchmarks.security.HandshakeRun;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about the cost of CURVE.
 */
class SecurityPageTests {

	@Test
	void peersAreComparedWithTheirNullAndWithJeroMqsCurve() {
		String page = new SecurityPage(
				List.of(run("starter", 1_000_000), run("starter-curve-jnacl", 500_000), run("jeromq-loop", 800_000),
						run("jeromq-loop-curve", 100_000)),
				List.of(new HandshakeRun("clients", 0, 500, 3, 510, 5), new HandshakeRun("clients", 1, 500, 2, 500, 2),
						new HandshakeRun("half-open", 0, 1000, 3.5, 1000, 1)))
			.write();
		assertThat(page).containsSubsequence("| starter-curve-jnacl ⚠ |", "0.5 (0.5 – 0.5)", "5 (5 – 5)")
			.containsSubsequence("| jeromq-loop-curve ⚠ |", "0.125 (0.125 – 0.125)")
			.contains("| 500 clients at once, later rounds | 2 | 500 | 2 |");
	}

	private static SideBySideRun run(String peer, long received) {
		return new SideBySideRun(0, "pub-sub", "multipart", 64, peer, 1_000_000, received, 0, 1, 1, 1, 0);
	}

}
