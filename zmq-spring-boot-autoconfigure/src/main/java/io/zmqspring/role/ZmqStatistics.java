package io.zmqspring.role;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a role has done since it was made, at one moment. Immutable. A message that
 * several handlers take counts as failed or rejected once for each that failed or was not
 * reached.
 *
 * @param sent messages ZeroMQ has accepted
 * @param bytesSent bytes of those messages, all frames
 * @param received messages taken off a socket, also those rejected or failed later
 * @param bytesReceived bytes of those messages, all frames
 * @param failed messages whose handler threw, or that could not be sent
 * @param timedOut those of {@code failed} whose handler took too long
 * @param dropped messages given up by ourselves: work that was read but not begun, or a
 * result nobody took, when a stop had lost its patience; items given up as dead letters
 * @param rejected messages that never reached a handler, by reason
 * @param lastError what went wrong last
 */
public record ZmqStatistics(long sent, long bytesSent, long received, long bytesReceived, long failed, long timedOut,
		long dropped, Map<String, Long> rejected, @Nullable String lastError) {

	public ZmqStatistics {
		rejected = Map.copyOf(rejected);
	}

	/**
	 * How many messages were rejected for one reason.
	 * @param reason the reason, such as {@code undecodable}
	 * @return the number
	 */
	public long rejected(String reason) {
		return this.rejected.getOrDefault(reason, 0L);
	}

	/**
	 * How many messages were rejected for any reason.
	 * @return the number
	 */
	public long rejectedTotal() {
		return this.rejected.values().stream().mapToLong(Long::longValue).sum();
	}

}
