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
import org.springframework.context.ApplicationEvent;

/**
 * A service is heard again after a {@link ZmqPeerSilentEvent}, or is the first to be
 * heard after one that named no service. Published in order on a thread of its own.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqPeerBackEvent extends ApplicationEvent {

	private final String role;

	private final String name;

	private final String service;

	private final @Nullable Instant lastHeardAt;

	public ZmqPeerBackEvent(Object source, String role, String name, String service, @Nullable Instant lastHeardAt) {
		super(source);
		this.role = role;
		this.name = name;
		this.service = service;
		this.lastHeardAt = lastHeardAt;
	}

	/**
	 * The kind of role that listens.
	 * @return {@code subscriber}
	 */
	public String role() {
		return this.role;
	}

	/**
	 * The name of the role in the settings.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Who is back.
	 * @return the service
	 */
	public String service() {
		return this.service;
	}

	/**
	 * When it was heard before it fell silent.
	 * @return the time, {@code null} if it never was
	 */
	public @Nullable Instant lastHeardAt() {
		return this.lastHeardAt;
	}

	@Override
	public String toString() {
		return "ZmqPeerBackEvent[" + this.role + "." + this.name + ": '" + this.service + "']";
	}

}
