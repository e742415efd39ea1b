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

import java.util.Locale;
import java.util.Set;

/**
 * What a run compares, and the loads that it uses unless others are selected.
 */
enum Comparison {

	/** The starter with other peers. */
	SIDE_BY_SIDE("pub-sub,push-pull", "multipart,single-frame"),

	/** The proxies of the starter with those by hand. */
	PROXY("pub-sub,push-pull", "multipart"),

	/** CURVE with NULL. */
	SECURITY("pub-sub", "multipart"),

	/** Each peer with itself, over several transports. */
	TRANSPORT("pub-sub,round-trip", "multipart");

	private static final Set<String> PLAIN = Set.of("starter", "jeromq-loop", "libzmq");

	private final String patterns;

	private final String formats;

	Comparison(String patterns, String formats) {
		this.patterns = patterns;
		this.formats = formats;
	}

	/**
	 * Return the name of its results.
	 */
	String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String patterns() {
		return this.patterns;
	}

	String formats() {
		return this.formats;
	}

	/**
	 * Whether a peer belongs to the comparison.
	 * @param peer the name of the peer
	 * @return {@code true} if it does
	 */
	boolean includes(String peer) {
		boolean curve = peer.contains("-curve");
		return switch (this) {
			case SIDE_BY_SIDE -> !curve && !peer.startsWith("proxy-");
			case PROXY -> peer.startsWith("proxy-");
			case SECURITY -> (curve || PLAIN.contains(peer)) && !peer.contains(":");
			case TRANSPORT -> PLAIN.contains(peer.substring(peer.indexOf(':') + 1));
		};
	}

}
