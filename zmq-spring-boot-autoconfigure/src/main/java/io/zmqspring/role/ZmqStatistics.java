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

package io.zmqspring.role;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The counters of a role since it was created, at one moment. Immutable. If several
 * handlers receive a message, it counts as failed or rejected once for each handler that
 * failed or was not reached.
 *
 * @param sent messages ZeroMQ has accepted
 * @param bytesSent bytes of those messages, all frames
 * @param received messages read from a socket, including those rejected or failed later
 * @param bytesReceived bytes of those messages, all frames
 * @param failures messages whose handler threw, or that could not be sent, by the simple
 * name of the exception
 * @param timedOut the part of {@code failures} whose handler took too long
 * @param drops messages that this role dropped, by reason, see {@link DropReason}
 * @param rejected messages that never reached a handler, by reason
 * @param denied handshakes that did not succeed, by reason, see {@code DenialReason}
 * @param handshakes handshakes by outcome: {@code success} of sockets with security,
 * {@code denied}, {@code timeout}
 * @param overruns calls that took longer than the latency class of the subscriber allows,
 * by the id of the listener
 * @param retries calls with a message or batch whose call before had failed, by the id of
 * the handler
 * @param deadLetters messages published as dead letters, by the id of the handler that
 * could not handle them
 * @param lost messages of publishers with {@code sequence} that a subscriber has missed:
 * the gaps in their numbers, less those that arrived late; may decrease
 * @param duplicates messages with a sequence that have arrived before
 * @param reordered messages with a sequence that have arrived after a later one
 * @param restarts publishers with {@code sequence} that were started again
 * @param recovered messages that were missed, and that publishers with replay have sent
 * again
 * @param unsequenced messages without a sequence, where others have one
 * @param smallestAge the smallest age of a message with a sequence within some seconds,
 * negative if the clocks of publisher and subscriber disagree; {@code null} if it is not
 * known
 * @param lastError the last error
 * @param lastMessageAt when a message was sent or received last, to about a tenth of a
 * second
 * @param startedAt when the role was started last; {@code null} while it is not running
 * @param uptime how long it has been running, zero while it is not
 * @param queueDepth messages that wait now in the queues of this role: accepted and not
 * yet taken by the connection, once per peer, or read from a connection and not yet
 * handled; {@code null} if it cannot be told
 * @since 0.1
 */
public record ZmqStatistics(long sent, long bytesSent, long received, long bytesReceived, Map<String, Long> failures,
		long timedOut, Map<String, Long> drops, Map<String, Long> rejected, Map<String, Long> denied,
		Map<String, Long> handshakes, Map<String, Long> overruns, Map<String, Long> retries,
		Map<String, Long> deadLetters, long lost, long duplicates, long reordered, long restarts, long recovered,
		long unsequenced, @Nullable Duration smallestAge, @Nullable String lastError, @Nullable Instant lastMessageAt,
		@Nullable Instant startedAt, Duration uptime, @Nullable Long queueDepth) {

	/**
	 * Create statistics. The maps are copied.
	 */
	public ZmqStatistics {
		failures = Map.copyOf(failures);
		drops = Map.copyOf(drops);
		rejected = Map.copyOf(rejected);
		denied = Map.copyOf(denied);
		handshakes = Map.copyOf(handshakes);
		overruns = Map.copyOf(overruns);
		retries = Map.copyOf(retries);
		deadLetters = Map.copyOf(deadLetters);
	}

	/**
	 * How many messages failed.
	 * @return the number
	 */
	public long failed() {
		return total(this.failures);
	}

	/**
	 * How many messages were dropped for any reason.
	 * @return the number
	 */
	public long dropped() {
		return total(this.drops);
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
		return total(this.rejected);
	}

	private static long total(Map<String, Long> counts) {
		return counts.values().stream().mapToLong(Long::longValue).sum();
	}

}
