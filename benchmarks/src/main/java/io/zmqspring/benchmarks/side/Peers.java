package io.zmqspring.benchmarks.side;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.zmqspring.benchmarks.peers.ForeignPeers;

/**
 * Our peers by name; those of others follow behind. A peer's class is loaded only in the
 * processes that are its ends.
 */
final class Peers {

	private static final Map<String, Supplier<Peer>> PEERS = new LinkedHashMap<>();

	static {
		PEERS.put("jeromq-loop", () -> new LoopPeer(false, LoopPeer.Content.BYTES));
		PEERS.put("jeromq-loop-string", () -> new LoopPeer(false, LoopPeer.Content.TEXT));
		PEERS.put("jeromq-loop-json", () -> new LoopPeer(false, LoopPeer.Content.JSON));
		PEERS.put("jeromq-defaults", () -> new LoopPeer(true, LoopPeer.Content.BYTES));
		PEERS.put("starter", () -> new StarterPeer(Content.BYTES, Map.of()));
		PEERS.put("starter-10-threads",
				() -> new StarterPeer(Content.SHARED, Map.of("zmq.workers.bench.concurrency", "10")));
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

}
