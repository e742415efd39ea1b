package io.zmqspring.benchmarks.scale;

import java.util.List;
import java.util.Locale;

/**
 * What is compared.
 */
enum Variant {

	/** Sockets written by hand. */
	LOOP,

	/** The starter as it comes. */
	STARTER;

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	Stage open(Layout layout, List<Arrivals> subscribers) {
		return (this == LOOP) ? new LoopStage(layout, subscribers) : new StarterStage(layout, subscribers);
	}

}
