package io.zmqspring.role;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters by a name. There are at most a hundred names; what comes later is counted as
 * {@code other}.
 */
final class CountsByName {

	private static final int MOST_NAMES = 100;

	private static final String OTHER = "other";

	private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

	void increment(String name) {
		LongAdder counter = this.counters.get(name);
		if (counter == null) {
			String kept = (this.counters.size() < MOST_NAMES) ? name : OTHER;
			counter = this.counters.computeIfAbsent(kept, (added) -> new LongAdder());
		}
		counter.increment();
	}

	Map<String, Long> snapshot() {
		Map<String, Long> counts = new TreeMap<>();
		this.counters.forEach((name, counter) -> counts.put(name, counter.sum()));
		return counts;
	}

}
