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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final List<String> KNOWN = List.of("quick", "security", "proxy", "transport", "name", "peers",
			"patterns", "formats", "sizes", "warm-ups", "rounds", "forks", "warm-up-seconds", "seconds", "seed");

	/** A payload begins with an id of this size. */
	private static final int LEAST_SIZE = Long.BYTES;

	/**
	 * Read the command line.
	 * @param arguments such as {@code --peers=starter,jeromq-loop --sizes=64
	 * --patterns=pub-sub --formats=multipart --rounds=10 --warm-ups=3 --seconds=1
	 * --name=side-by-side}, {@code --quick}, {@code --security} to compare CURVE with
	 * NULL, {@code --proxy} to compare proxies, or {@code --transport=ipc,tcp,inproc} to
	 * compare transports
	 * @param all the peers to select from
	 * @return the options; an option that is not given has the value for the full
	 * comparison
	 * @throws IllegalArgumentException if an option or a value is unknown
	 */
	static Options parse(String[] arguments, List<Contestant> all) {
		Arguments given = Arguments.parse(arguments, KNOWN);
		Comparison comparison = comparison(given);
		boolean quick = given.has("quick");
		boolean small = quick && comparison != Comparison.SECURITY;
		return new Options(given.text("name", comparison.text()), contestants(given, comparison, all),
				cases(given, comparison, quick), given.integers("sizes", small ? "64" : "64,1024,16384", LEAST_SIZE),
				given.integer("warm-ups", 3, 1), given.integer("rounds", quick ? 2 : 10, 1),
				given.integer("forks", quick ? 1 : 2, 1), given.seconds("warm-up-seconds", quick ? 1 : 2),
				given.seconds("seconds", quick ? 0.2 : 1), given.integer("seed", 1, Integer.MIN_VALUE));
	}

	private static Comparison comparison(Arguments given) {
		List<Comparison> comparisons = Stream.of(Comparison.SECURITY, Comparison.PROXY, Comparison.TRANSPORT)
			.filter((comparison) -> given.has(comparison.text()))
			.toList();
		if (comparisons.size() > 1) {
			throw new IllegalArgumentException(comparisons.stream()
				.map((comparison) -> "--" + comparison.text())
				.collect(Collectors.joining(" and ")) + " are two comparisons. Run one of them after the other.");
		}
		return comparisons.isEmpty() ? Comparison.SIDE_BY_SIDE : comparisons.get(0);
	}

	private static List<Contestant> contestants(Arguments given, Comparison comparison, List<Contestant> all) {
		List<String> names = all.stream()
			.map(Contestant::name)
			.filter((name) -> comparison != Comparison.TRANSPORT || comparison.includes(name))
			.toList();
		List<String> peers = given.has("peers") ? given.list("peers", "", names)
				: names.stream().filter(comparison::includes).toList();
		Stream<Contestant> chosen = all.stream().filter((contestant) -> peers.contains(contestant.name()));
		if (comparison != Comparison.TRANSPORT) {
			return chosen.toList();
		}
		List<Transport> transports = given.list("transport", "", Transport.names())
			.stream()
			.map(Transport::of)
			.toList();
		return chosen.flatMap((contestant) -> transports.stream().map(contestant::over)).toList();
	}

	private static List<Load.Case> cases(Arguments given, Comparison comparison, boolean quick) {
		List<String> patterns = given.list("patterns", comparison.patterns(),
				Arrays.stream(Load.Pattern.values()).map(Load.Pattern::text).toList());
		List<String> formats = given.list("formats", quick ? "multipart" : comparison.formats(),
				Arrays.stream(Load.Format.values()).map(Load.Format::text).toList());
		if (patterns.contains(Load.Pattern.ROUND_TRIP.text()) && comparison != Comparison.TRANSPORT) {
			throw new IllegalArgumentException("--patterns=round-trip is measured with --transport only.");
		}
		List<Load.Case> cases = Load.CASES.stream()
			.filter((kind) -> patterns.contains(kind.pattern().text()) && formats.contains(kind.wireFormat().text()))
			.toList();
		if (cases.isEmpty()) {
			throw new IllegalArgumentException(
					"Nothing to measure: push-pull and round-trip have --formats=multipart only.");
		}
		return cases;
	}

	@Override
	public String toString() {
		return this.warmUps + " warm-ups of " + this.warmUpSeconds + " s, " + this.forks + " forks, " + this.rounds
				+ " rounds of about " + this.seconds + " s, seed " + this.seed;
	}

}
