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
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.SideBySideRun;

/**
 * Writes the page about proxies: those of the starter compared with {@code ZMQ.proxy} by
 * hand.
 */
final class ProxyPage {

	private static final List<String> RATES = List.of("proxy", "msg/s, median", "min", "max", "lost",
			"CPU s per million", "of the rate by hand (quartiles)");

	private final SortedMap<SideBySideRun.Case, List<PeerRuns>> cases;

	ProxyPage(List<SideBySideRun> runs) {
		this.cases = PeerRuns.byCase(runs);
	}

	/**
	 * Write the page.
	 * @param name the name of the results, whose environment it tells
	 * @return the page in Markdown
	 */
	String write(String name) {
		MarkdownPage page = new MarkdownPage("Proxies").paragraph("""
				A sender, a proxy and a receiver are three processes. Sender and receiver are the same loops for both
				proxies. Ratios are medians of those within each round.""");
		this.cases.forEach((load, peers) -> {
			Map<String, PeerRuns> byName = peers.stream()
				.collect(Collectors.toMap(PeerRuns::peer, Function.identity()));
			page.section(load.title())
				.table(RATES,
						peers.stream()
							.map((peer) -> SideBySidePage.row(peer, byName.get(byHand(peer.peer()))))
							.toList());
		});
		return page.environment(name).toString();
	}

	private static String byHand(String peer) {
		return peer.replace("-starter-", "-by-hand-");
	}

}
