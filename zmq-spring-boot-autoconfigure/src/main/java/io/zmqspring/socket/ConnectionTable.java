package io.zmqspring.socket;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which peers a socket is connected to. A peer counts once both sides have greeted. The
 * engine does not say whose greeting is complete, so the one waiting longest is taken;
 * and since it ends every connection that has not greeted within the handshake interval,
 * one that is older has greeted. Safe for any thread.
 */
final class ConnectionTable {

	private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

	private final Map<String, Connection> connections = new LinkedHashMap<>();

	private final long handshakeNanos;

	private volatile int greeted;

	ConnectionTable(Duration handshakeInterval) {
		this.handshakeNanos = handshakeInterval.toNanos();
	}

	synchronized void onEvent(SocketEvent event) {
		switch (event.kind()) {
			case ACCEPTED, CONNECTED -> this.connections.put(key(event), new Connection(System.nanoTime(), false));
			case HANDSHAKEN -> greetLongestWaiting();
			case DISCONNECTED, OVERSIZE -> this.connections.remove(key(event));
			case RETRIED -> {
			}
		}
		this.greeted = countAnew();
	}

	private static String key(SocketEvent event) {
		return (event.remote() != null) ? event.remote() : event.address();
	}

	private void greetLongestWaiting() {
		for (Map.Entry<String, Connection> entry : this.connections.entrySet()) {
			if (!entry.getValue().greeted()) {
				entry.setValue(new Connection(entry.getValue().since(), true));
				return;
			}
		}
	}

	/**
	 * How many peers are connected.
	 * @return the number of connections with a completed greeting
	 */
	int count() {
		int known = this.greeted;
		return (known > 0) ? known : countAnew();
	}

	private synchronized int countAnew() {
		long now = System.nanoTime();
		return (int) this.connections.values()
			.stream()
			.filter((connection) -> connection.greeted()
					|| now - connection.since() > this.handshakeNanos + GRACE_NANOS)
			.count();
	}

	private record Connection(long since, boolean greeted) {

	}

}
