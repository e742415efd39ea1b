package io.zmqspring.benchmarks.latency;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * What is compared.
 */
enum Variant {

	/** Sockets written by hand. */
	LOOP,

	/** The same once more: what is seen between the two is no difference. */
	LOOP_AGAIN,

	/** The starter as it comes. */
	STARTER,

	/** The starter with {@code zmq.listener.timing: false}. */
	STARTER_UNTIMED;

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Station open(String out, String in, Consumer<byte[]> hearer) {
		return switch (this) {
			case LOOP, LOOP_AGAIN -> new LoopStation(out, in, hearer);
			case STARTER, STARTER_UNTIMED -> new StarterStation(out, in, this == STARTER, hearer);
		};
	}

}
