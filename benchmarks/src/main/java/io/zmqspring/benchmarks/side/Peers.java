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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.zmqspring.benchmarks.latency.Station;
import io.zmqspring.benchmarks.latency.Variant;
import io.zmqspring.benchmarks.peers.ForeignPeers;

/**
 * The peers of this project by name. Other names are looked up in {@link ForeignPeers}. A
 * peer's class is loaded only in its producer and consumer processes.
 */
final class Peers {

	private static final Map<String, Supplier<Peer>> PEERS = new LinkedHashMap<>();

	static {
		PEERS.put("jeromq-loop", () -> new LoopPeer(false, LoopPeer.Content.BYTES));
		PEERS.put("jeromq-loop-string", () -> new LoopPeer(false, LoopPeer.Content.TEXT));
		PEERS.put("jeromq-loop-json", () -> new LoopPeer(false, LoopPeer.Content.JSON));
		PEERS.put("jeromq-loop-curve", LoopPeer::withCurve);
		PEERS.put("jeromq-defaults", () -> new LoopPeer(true, LoopPeer.Content.BYTES));
		PEERS.put("starter", () -> new StarterPeer(Content.BYTES, Map.of()));
		for (String provider : List.of("jnacl", "bouncycastle", "libsodium", "auto")) {
			PEERS.put("starter-curve-" + provider, () -> new StarterPeer(Content.BYTES, Map.of(), provider));
		}
		PEERS.put("starter-10-threads",
				() -> new StarterPeer(Content.SHARED, Map.of("zmq.workers.bench.concurrency", "10")));
		PEERS.put("starter-sequence",
				() -> new StarterPeer(Content.BYTES, Map.of("zmq.publishers.bench.sequence", "true")));
		PEERS.put("starter-replay", () -> new StarterPeer(Content.BYTES,
				Map.of("zmq.publishers.bench.replay.address", "tcp://127.0.0.1:*")));
		PEERS.put("starter-untimed", () -> new StarterPeer(Content.BYTES, Map.of("zmq.listener.timing", "false")));
		PEERS.put("starter-handler", () -> new StarterPeer(Content.HANDLER, Map.of()));
		PEERS.put("starter-string", () -> new StarterPeer(Content.TEXT, Map.of()));
		PEERS.put("starter-json", () -> new StarterPeer(Content.JSON, Map.of()));
	}

	private Peers() {
	}

	static List<String> names() {
		return List.copyOf(PEERS.keySet());
	}

	static Peer of(String name) {
		Supplier<Peer> peer = PEERS.get(name);
		return (peer != null) ? peer.get() : ForeignPeers.of(name);
	}

	/**
	 * Return what opens the stations of a peer, for round trips.
	 */
	static Station.Opener stations(String name) {
		return switch (name) {
			case "starter" -> Variant.STARTER;
			case "jeromq-loop" -> Variant.LOOP;
			default -> throw new IllegalArgumentException("No round trips with peer '" + name + "'");
		};
	}

}
