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

package io.zmqspring.role.statistics;

import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.DenialReason;

/**
 * Counts the handshakes of the sockets of a role. Safe for any thread.
 *
 * @since 0.1
 */
public final class HandshakeCounts {

	private final CountsByName denied = new CountsByName();

	private final CountsByName outcomes = new CountsByName();

	private final FirstNames users = new FirstNames();

	/**
	 * Set the callbacks for what is new.
	 * @param denial receives each reason once, also those before
	 * @param outcome receives each outcome once, also those before
	 * @param user receives each configured name of a client once, also those before
	 */
	public void onNew(Consumer<String> denial, Consumer<String> outcome, Consumer<String> user) {
		this.denied.onAdded(denial);
		this.outcomes.onAdded(outcome);
		this.users.onAdded(user);
	}

	/**
	 * Count a handshake that did not succeed.
	 * @param reason the reason
	 */
	public void denied(DenialReason reason) {
		this.denied.increment(reason.value());
		this.outcomes.increment("denied");
	}

	/**
	 * Count a handshake that was not completed in time.
	 */
	public void timedOut() {
		this.outcomes.increment("timeout");
	}

	/**
	 * Count a handshake in which the peer has proved who it is.
	 * @param user the name of the client, {@code null} if the peer is a server
	 */
	public void authenticated(@Nullable String user) {
		this.outcomes.increment("success");
		// Of a client that only any-client lets in, the name is its fingerprint
		if (user != null && !user.startsWith(CurveKey.FINGERPRINT_PREFIX)) {
			this.users.add(user);
		}
	}

	Map<String, Long> denied() {
		return this.denied.snapshot();
	}

	Map<String, Long> outcomes() {
		return this.outcomes.snapshot();
	}

}
