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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.benchmarks.Environment;
import io.zmqspring.benchmarks.Results;
import io.zmqspring.benchmarks.side.Pair.Run;

/**
 * Runs all peers in rounds, in random order within each round, and writes every run to
 * {@code side-by-side.csv}.
 */
public final class SideBySide {

	private static final Duration SECOND = Duration.ofSeconds(1);

	/** Processor time of all processes together in one second that counts as idle. */
	private static final Duration QUIET = Duration.ofMillis(150);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Options options;

	private final Addresses addresses;

	private final Random random;

	private SideBySide(Options options, Addresses addresses) {
		this.options = options;
		this.addresses = addresses;
		this.random = new Random(options.seed());
	}

	/**
	 * Run the comparison.
	 * @param arguments see {@link Options#parse}
	 * @throws IOException if a peer fails
	 */
	public static void main(String[] arguments) throws IOException {
		run(options(arguments));
	}

	private static Options options(String[] arguments) {
		try {
			return Options.parse(arguments, Contestants.all());
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			throw ex;
		}
	}

	private static void run(Options options) throws IOException {
		Environment.write(options.name(), Map.of("options", options.toString()));
		try (Addresses addresses = new Addresses();
				Results<Run> results = Results.create(options.name(), Run.class);
				Results<Absent> absent = Results.create(options.name() + "-absent", Absent.class)) {
			options.contestants()
				.stream()
				.filter((contestant) -> contestant.absence() != null)
				.forEach((contestant) -> absent.add(new Absent(contestant.name(), "" + contestant.absence())));
			SideBySide sideBySide = new SideBySide(options, addresses);
			for (Load.Case kind : options.cases()) {
				for (int size : options.sizes()) {
					sideBySide.run(kind, size, results);
				}
			}
		}
	}

	private void run(Load.Case kind, int size, Results<Run> results) throws IOException {
		int forks = this.options.forks();
		for (int fork = 0; fork < forks; fork++) {
			List<Pair> pairs = new ArrayList<>();
			try {
				begin(kind, size, pairs);
				settle(pairs);
				run(pairs, -this.options.warmUps(), 0, results);
				settle(pairs);
				run(pairs, this.options.rounds() * fork / forks, this.options.rounds() * (fork + 1) / forks, results);
			}
			finally {
				pairs.forEach(Pair::close);
			}
		}
	}

	// The JIT compiler of a new process would disturb the measurement of other peers
	private static void settle(List<Pair> pairs) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		Duration before = Duration.ZERO;
		Duration now = processorTime(pairs);
		while (now.minus(before).compareTo(QUIET) > 0 && System.nanoTime() - deadline < 0) {
			LockSupport.parkNanos(SECOND.toNanos());
			before = now;
			now = processorTime(pairs);
		}
	}

	private static Duration processorTime(List<Pair> pairs) {
		return pairs.stream().map(Pair::processorTime).reduce(Duration.ZERO, Duration::plus);
	}

	private void begin(Load.Case kind, int size, List<Pair> pairs) throws IOException {
		Load probe = new Load(kind.pattern(), kind.wireFormat(), size, "");
		for (Contestant contestant : this.options.contestants()) {
			if (contestant.absence() == null && contestant.carries().test(probe)) {
				pairs.add(new Pair(contestant, kind, size, this.addresses.next(contestant.transport())));
			}
		}
		System.out.printf("%n%s %s %d bytes: %d peers%n", kind.pattern().text(), kind.wireFormat().text(), size,
				pairs.size());
	}

	private void run(List<Pair> pairs, int first, int end, Results<Run> results) throws IOException {
		for (int round = first; round < end; round++) {
			List<Pair> order = new ArrayList<>(pairs);
			Collections.shuffle(order, this.random);
			for (Pair pair : order) {
				// The last warm-up determines the number of messages per run
				Run run = (round < -1) ? pair.warmUp(round, this.options.warmUpSeconds())
						: pair.run(round, this.options.seconds());
				results.add(run);
				print(run);
			}
		}
	}

	private static void print(Run run) {
		System.out.printf(Locale.ROOT, "%3d %-24s %,12.0f msg/s  lost %,d of %,d  %.2f CPU s%s%n", run.round(),
				run.peer(), run.received() / run.seconds(), run.sent() - run.received(), run.sent(),
				run.producerCpuSeconds() + run.consumerCpuSeconds() + run.brokerCpuSeconds(),
				Double.isNaN(run.p50Micros()) ? ""
						: String.format(Locale.ROOT, "  p50 %.1f us  p99 %.1f us", run.p50Micros(), run.p99Micros()));
	}

	/**
	 * A peer that could not run on this machine.
	 *
	 * @param peer its name
	 * @param reason why it could not run
	 */
	public record Absent(String peer, String reason) {

	}

}
