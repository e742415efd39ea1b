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

import java.util.List;

/**
 * The messages that a producer sends to a consumer.
 *
 * @param pattern how messages are distributed
 * @param wireFormat the frames of a published message
 * @param size of a payload in bytes
 * @param address the address to connect to; the next port may be used too
 */
public record Load(Pattern pattern, Format wireFormat, int size, String address) {

	/** The topic of every message. */
	public static final String TOPIC = "bench";

	/** The measured patterns and wire formats, most common first. */
	static final List<Case> CASES = List.of(new Case(Pattern.PUB_SUB, Format.MULTIPART),
			new Case(Pattern.PUB_SUB, Format.SINGLE_FRAME), new Case(Pattern.PUSH_PULL, Format.MULTIPART),
			new Case(Pattern.ROUND_TRIP, Format.MULTIPART));

	static Load parse(String[] arguments) {
		return new Load(Pattern.of(arguments[1]), Format.of(arguments[2]), Integer.parseInt(arguments[3]),
				arguments[4]);
	}

	/**
	 * Return the load as arguments of a process.
	 * @param peer the peer that carries it
	 * @return the peer, pattern, wire format, size and address
	 */
	public List<String> arguments(String peer) {
		return List.of(peer, this.pattern.text(), this.wireFormat.text(), String.valueOf(this.size), this.address);
	}

	/**
	 * Return the second address, for peers that need one.
	 * @return for tcp the address with the next port, otherwise an address with a longer
	 * name
	 */
	public String secondAddress() {
		if (!this.address.startsWith("tcp:")) {
			return this.address + "-back";
		}
		int colon = this.address.lastIndexOf(':');
		return this.address.substring(0, colon + 1) + (Integer.parseInt(this.address.substring(colon + 1)) + 1);
	}

	/**
	 * How messages are distributed.
	 */
	public enum Pattern {

		/** Each message to all subscribers. */
		PUB_SUB,

		/** Each message to one of the workers. */
		PUSH_PULL,

		/**
		 * Each message to a subscriber that publishes it back, to the second address,
		 * before the next one is sent.
		 */
		ROUND_TRIP;

		String text() {
			return name().toLowerCase().replace('_', '-');
		}

		static Pattern of(String text) {
			return valueOf(text.toUpperCase().replace('-', '_'));
		}

	}

	/**
	 * The frames of a published message.
	 */
	public enum Format {

		/** Two frames: topic and payload. */
		MULTIPART,

		/** One frame: topic, space, payload. */
		SINGLE_FRAME;

		String text() {
			return name().toLowerCase().replace('_', '-');
		}

		static Format of(String text) {
			return valueOf(text.toUpperCase().replace('-', '_'));
		}

	}

	/**
	 * A pattern with its wire format.
	 *
	 * @param pattern the pattern
	 * @param wireFormat the wire format
	 */
	record Case(Pattern pattern, Format wireFormat) {

	}

}
