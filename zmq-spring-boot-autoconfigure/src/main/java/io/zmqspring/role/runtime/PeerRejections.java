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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.role.ZmqDeniedEvent;
import io.zmqspring.role.statistics.RoleStatistics;
import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.support.LogThrottle;

/**
 * Counts by reason what peers of a role were refused, and logs it at most once in ten
 * seconds for each reason. This is no fault of the role, so its health does not change.
 * Used by one thread.
 */
final class PeerRejections {

	private static final Log logger = LogFactory.getLog(PeerRejections.class);

	private static final Duration DENIAL_LOG_INTERVAL = Duration.ofSeconds(1);

	private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

	private final Map<RejectReason, LogThrottle> throttles = new EnumMap<>(RejectReason.class);

	private final Map<DenialReason, LogThrottle> denials = new EnumMap<>(DenialReason.class);

	private final RoleStatus status;

	private final Object source;

	private final RoleStatistics statistics;

	PeerRejections(RoleStatus status, Object source, RoleStatistics statistics) {
		this.status = status;
		this.source = source;
		this.statistics = statistics;
	}

	/**
	 * Take note of an event of a socket of the role.
	 * @param event the event
	 */
	void onEvent(SocketEvent event) {
		if (event.denial() != null) {
			denied(event, event.denial());
			return;
		}
		if (event.kind() == SocketEvent.Kind.AUTHENTICATED) {
			this.statistics.handshakes().authenticated(event.user());
			return;
		}
		RejectReason reason = reason(event.kind());
		if (reason != null) {
			String what = event.peer() + " " + sentence(reason);
			this.statistics.rejected(reason, what);
			if (reason == RejectReason.NO_HANDSHAKE) {
				this.statistics.handshakes().timedOut();
			}
			this.throttles.computeIfAbsent(reason, (unknown) -> new LogThrottle(LOG_INTERVAL))
				.log((suffix) -> logger.warn(this.status + " (" + event.address() + "): peer " + what + suffix));
		}
	}

	private void denied(SocketEvent event, Denial denial) {
		DenialReason reason = denial.reason();
		this.statistics.handshakes().denied(reason);
		this.denials.computeIfAbsent(reason, (unknown) -> new LogThrottle(DENIAL_LOG_INTERVAL))
			.log((suffix) -> logger.warn(this.status + " (" + event.address() + "): the handshake with "
					+ ((event.remote() != null) ? event.peer() : "its peer") + " did not succeed (" + reason.value()
					+ "): " + denial.sentence() + ((denial.fingerprint() != null) ? ", " + denial.fingerprint() : "")
					+ suffix));
		this.status.publish(new ZmqDeniedEvent(this.source, this.status.role(), this.status.name(), event.address(),
				event.remote(), denial));
	}

	private static @Nullable RejectReason reason(SocketEvent.Kind kind) {
		return switch (kind) {
			case OVERSIZE -> RejectReason.OVERSIZE;
			case TOO_MANY_CONNECTIONS -> RejectReason.TOO_MANY_CONNECTIONS;
			case TOO_MANY_SUBSCRIPTIONS -> RejectReason.TOO_MANY_SUBSCRIPTIONS;
			case TOO_MANY_FRAMES -> RejectReason.TOO_MANY_FRAMES;
			case NO_MEMORY -> RejectReason.NO_MEMORY;
			case NO_HANDSHAKE -> RejectReason.NO_HANDSHAKE;
			case MALFORMED -> RejectReason.MALFORMED;
			case DENIED, ACCEPTED, CONNECTED, HANDSHAKEN, AUTHENTICATED, DISCONNECTED, RETRIED -> null;
		};
	}

	private static String sentence(RejectReason reason) {
		return switch (reason) {
			case OVERSIZE ->
				"sent a frame or message larger than socket.max-message-size, or than any subscription or handshake";
			case TOO_MANY_CONNECTIONS ->
				"was refused: as many peers as socket.max-connections, or zmq.security.max-connections-per-address, are connected";
			case TOO_MANY_SUBSCRIPTIONS ->
				"lost its connection: the peers have more subscriptions than socket.max-subscriptions, and this peer makes room";
			case TOO_MANY_FRAMES -> "lost its connection: it sent a message of more than a thousand frames";
			case NO_MEMORY ->
				"lost its connection: frames that are being received fill their memory, and this peer sends most slowly";
			case NO_HANDSHAKE ->
				"lost its connection: it has not finished the ZeroMQ handshake within zmq.security.handshake-timeout, or while others waited";
			default -> "lost its connection: it sent something that is not allowed";
		};
	}

}
