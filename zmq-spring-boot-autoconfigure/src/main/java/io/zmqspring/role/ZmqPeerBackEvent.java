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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A service sends heartbeats again after a {@link ZmqPeerSilentEvent}, or is the first
 * one after such an event that named no service. Published in order on a thread of its
 * own.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqPeerBackEvent extends ZmqRoleEvent {

	private final String service;

	private final @Nullable Instant lastHeardAt;

	/**
	 * Create an event.
	 * @param source the subscriber itself
	 * @param role {@code subscriber}
	 * @param name the name of the subscriber in the settings
	 * @param service the service that sends heartbeats again
	 * @param lastHeardAt when its last heartbeat before the silence arrived, {@code null}
	 * if none has
	 */
	public ZmqPeerBackEvent(Object source, String role, String name, String service, @Nullable Instant lastHeardAt) {
		super(source, role, name);
		this.service = service;
		this.lastHeardAt = lastHeardAt;
	}

	/**
	 * The service that is back.
	 * @return the service
	 */
	public String service() {
		return this.service;
	}

	/**
	 * When its last heartbeat before the silence arrived.
	 * @return the time, {@code null} if none has
	 */
	public @Nullable Instant lastHeardAt() {
		return this.lastHeardAt;
	}

	@Override
	protected String describe() {
		return "'" + this.service + "'";
	}

}
