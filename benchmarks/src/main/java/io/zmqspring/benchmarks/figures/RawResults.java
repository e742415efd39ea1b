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

package io.zmqspring.benchmarks.figures;

import java.util.List;
import java.util.stream.Stream;

import io.zmqspring.benchmarks.Results;
import io.zmqspring.benchmarks.footprint.FootprintRun;
import io.zmqspring.benchmarks.security.HandshakeRun;

/**
 * All raw results, including warm-ups. The list of a benchmark that was not run is empty.
 *
 * @param sideBySide throughput of all peers
 * @param absent peers that could not run
 * @param security throughput with and without CURVE
 * @param handshakes handshakes with CURVE
 * @param transport throughput over several transports
 * @param roundTrips round trips over several transports
 * @param latency latency at fixed rates
 * @param scale rate and cost with growing numbers of subscribers, threads and so on
 * @param footprint footprint of idle applications
 * @param jmh the steps of the hot path
 */
public record RawResults(List<SideBySideRun> sideBySide, List<AbsentPeer> absent, List<SideBySideRun> security,
		List<HandshakeRun> handshakes, List<SideBySideRun> transport, List<RoundTripRun> roundTrips,
		List<LatencyRun> latency, List<ScaleRun> scale, List<FootprintRun> footprint, List<JmhScore> jmh) {

	public static RawResults read() {
		return new RawResults(ofAllSizes("side-by-side", SideBySideRun.class),
				Results.read("side-by-side-absent", AbsentPeer.class), ofAllSizes("security", SideBySideRun.class),
				Results.read("security-handshakes", HandshakeRun.class), ofAllSizes("transport", SideBySideRun.class),
				ofAllSizes("transport", RoundTripRun.class), Results.read("latency", LatencyRun.class),
				Results.read("scale", ScaleRun.class), Results.read("footprint", FootprintRun.class),
				Results.read("jmh", JmhScore.class));
	}

	// The runs with larger messages may have been done separately, to a second file
	private static <R> List<R> ofAllSizes(String benchmark, Class<R> type) {
		return Stream.of(benchmark, benchmark + "-larger")
			.flatMap((name) -> Results.read(name, type).stream())
			.toList();
	}

}
