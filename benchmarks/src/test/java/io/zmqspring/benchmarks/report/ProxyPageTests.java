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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about proxies.
 */
class ProxyPageTests {

	@Test
	void proxyIsComparedWithTheOneByHandOfTheSameSize() {
		String page = new ProxyPage(List.of(run(0, 64, "proxy-starter-pub-sub", 2),
				run(0, 64, "proxy-by-hand-pub-sub", 4), run(0, 1024, "proxy-starter-pub-sub", 4),
				run(0, 1024, "proxy-by-hand-pub-sub", 2), run(-1, 64, "proxy-starter-pub-sub", 1)))
			.write("none");
		assertThat(page).containsSubsequence("PUB/SUB, multipart, 64 bytes", "| proxy-starter-pub-sub | 500 k |",
				"| 2 (2 – 2) |", "| proxy-by-hand-pub-sub | 250 k |", "| – |", "1,024 bytes",
				"| proxy-starter-pub-sub | 250 k |", "| 0.5 (0.5 – 0.5) |");
	}

	private static SideBySideRun run(int round, int size, String peer, double seconds) {
		return new SideBySideRun(round, "pub-sub", "multipart", size, peer, 1_000_000, 1_000_000, 0, seconds, 1, 1, 1);
	}

}
