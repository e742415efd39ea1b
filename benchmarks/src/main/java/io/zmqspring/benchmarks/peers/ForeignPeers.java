package io.zmqspring.benchmarks.peers;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zmqspring.benchmarks.side.Peer;
import org.slf4j.LoggerFactory;

/**
 * The peers of this package that are written in Java, by name. A peer's classes are
 * loaded only in the processes that are its ends.
 */
public final class ForeignPeers {

	private static final Map<String, Supplier<Peer>> PEERS = Map.of("spring-integration-zeromq",
			() -> new SpringIntegrationPeer(null), "spring-integration-zeromq-tuned",
			() -> new SpringIntegrationPeer(Duration.ofMillis(1)), "nats", NatsPeer::new, "redis", RedisPeer::new,
			"rabbitmq", RabbitPeer::new, "kafka", KafkaPeer::new);

	private ForeignPeers() {
	}

	/**
	 * Find a peer.
	 * @param name its name
	 * @return the peer
	 */
	public static Peer of(String name) {
		Supplier<Peer> peer = PEERS.get(name);
		if (peer == null) {
			throw new IllegalArgumentException("There is no peer '" + name + "'");
		}
		hush();
		return peer.get();
	}

	/**
	 * Without Boot, whatever is written to the log would be printed.
	 */
	static void hush() {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
	}

}
