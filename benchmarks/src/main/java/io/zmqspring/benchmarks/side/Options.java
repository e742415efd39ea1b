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

package io.zmqspring.benchmarks.side;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The peers and loads to compare, and the length of the runs.
 *
 * @param name of the results
 * @param contestants the peers to compare
 * @param cases patterns and wire formats
 * @param sizes of payloads in bytes
 * @param warmUps number of rounds that are not measured
 * @param rounds number of measured rounds
 * @param forks how often all processes are started; the rounds are divided among the
 * starts because the JIT compiler's result differs from process to process
 * @param warmUpSeconds duration of a warm-up
 * @param seconds approximate duration of a measured run
 * @param seed of the random order within the rounds
 */
record Options(String name, List<Contestant> contestants, List<Load.Case> cases, List<Integer> sizes, int warmUps,
		int rounds, int forks, double warmUpSeconds, double seconds, long seed) {

	/**
	 * Read the command line.
	 * @param arguments such as {@code --peers=starter,jeromq-loop --sizes=64
	 * --patterns=pub-sub --formats=multipart --rounds=10 --warm-ups=3 --seconds=1
	 * --name=side-by-side}, {@code --quick}, or {@code --security} to compare CURVE with
	 * NULL
	 * @return the options; an option that is not given has the value for the full
	 * comparison
	 */
	static Options parse(String[] arguments) {
		Map<String, String> given = new TreeMap<>();
		for (String argument : arguments) {
			String[] parts = argument.replaceFirst("^--", "").split("=", 2);
			given.put(parts[0], (parts.length == 2) ? parts[1] : "");
		}
		boolean quick = given.containsKey("quick");
		boolean security = given.containsKey("security");
		List<String> patterns = list(given.getOrDefault("patterns", security ? "pub-sub" : "pub-sub,push-pull"));
		List<String> formats = list(
				given.getOrDefault("formats", (quick || security) ? "multipart" : "multipart,single-frame"));
		List<String> peers = list(given.getOrDefault("peers", ""));
		return new Options(given.getOrDefault("name", security ? "security" : "side-by-side"), Contestants.all()
			.stream()
			.filter((contestant) -> peers.isEmpty() ? contestant.isOf(security) : peers.contains(contestant.name()))
			.toList(),
				Load.CASES.stream()
					.filter((kind) -> patterns.contains(kind.pattern().text())
							&& formats.contains(kind.wireFormat().text()))
					.toList(),
				list(given.getOrDefault("sizes", (quick && !security) ? "64" : "64,1024,16384")).stream()
					.map(Integer::valueOf)
					.toList(),
				Integer.parseInt(given.getOrDefault("warm-ups", "3")),
				Integer.parseInt(given.getOrDefault("rounds", quick ? "2" : "10")),
				Integer.parseInt(given.getOrDefault("forks", quick ? "1" : "2")),
				Double.parseDouble(given.getOrDefault("warm-up-seconds", quick ? "1" : "2")),
				Double.parseDouble(given.getOrDefault("seconds", quick ? "0.2" : "1")),
				Long.parseLong(given.getOrDefault("seed", "1")));
	}

	private static List<String> list(String text) {
		return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
	}

	@Override
	public String toString() {
		return this.warmUps + " warm-ups of " + this.warmUpSeconds + " s, " + this.forks + " forks, " + this.rounds
				+ " rounds of about " + this.seconds + " s, seed " + this.seed;
	}

}
