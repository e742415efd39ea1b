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

import org.jspecify.annotations.Nullable;

/**
 * A subscriber has not received a heartbeat of a service for longer than
 * {@code expect-heartbeat-within}, or no heartbeat of any service for that time.
 * Published once; {@link ZmqPeerBackEvent} follows when heartbeats arrive again.
 * Published in order on a thread of its own.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqPeerSilentEvent extends ZmqRoleEvent {

	private final @Nullable String service;

	private final @Nullable Instant lastHeardAt;

	private final Duration silentFor;

	/**
	 * Create an event.
	 * @param source the subscriber itself
	 * @param role {@code subscriber}
	 * @param name the name of the subscriber in the settings
	 * @param service the silent service, {@code null} if no service has sent a heartbeat
	 * @param lastHeardAt when its last heartbeat arrived, {@code null} if none has
	 * @param silentFor the time without a heartbeat
	 */
	public ZmqPeerSilentEvent(Object source, String role, String name, @Nullable String service,
			@Nullable Instant lastHeardAt, Duration silentFor) {
		super(source, role, name);
		this.service = service;
		this.lastHeardAt = lastHeardAt;
		this.silentFor = silentFor;
	}

	/**
	 * The silent service.
	 * @return the service, {@code null} if no service has sent a heartbeat
	 */
	public @Nullable String service() {
		return this.service;
	}

	/**
	 * When its last heartbeat arrived.
	 * @return the time, {@code null} if none has
	 */
	public @Nullable Instant lastHeardAt() {
		return this.lastHeardAt;
	}

	/**
	 * The time without a heartbeat.
	 * @return the time since the last heartbeat, or since the subscriber was started or
	 * resumed if that was later
	 */
	public Duration silentFor() {
		return this.silentFor;
	}

	@Override
	protected String describe() {
		return ((this.service != null) ? "'" + this.service + "'" : "all services") + " for "
				+ this.silentFor.toMillis() + " ms";
	}

}
