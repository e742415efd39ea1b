package io.zmqspring.benchmarks.side;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who takes part.
 */
final class Contestants {

	private static final List<String> ONLY_PUBLISH = List.of("starter-handler");

	private Contestants() {
	}

	static List<Contestant> all() {
		List<Contestant> all = new ArrayList<>();
		Peers.names().forEach((name) -> all.add(Contestant.inJava(name, carries(name))));
		return all;
	}

	private static Predicate<Load> carries(String name) {
		return (load) -> !ONLY_PUBLISH.contains(name) || load.pattern() == Load.Pattern.PUB_SUB;
	}

}
