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

package io.zmqspring.security;

import org.jspecify.annotations.Nullable;

/**
 * The decision of a {@link ZmqAuthorizer}. Immutable.
 *
 * @param isGranted whether the peer may connect
 * @param userId the name of the peer, which handlers get with its messages; {@code null}
 * for its name in the section, or the fingerprint of its key if it has none
 * @since 0.1
 */
public record Authorization(boolean isGranted, @Nullable String userId) {

	private static final Authorization GRANTED = new Authorization(true, null);

	private static final Authorization DENIED = new Authorization(false, null);

	/**
	 * Create a decision.
	 * @throws IllegalArgumentException if the name is blank, or belongs to a peer that is
	 * denied
	 */
	public Authorization {
		if (userId != null && (userId.isBlank() || !isGranted)) {
			throw new IllegalArgumentException("A user id is not blank, and belongs to a peer that may connect");
		}
	}

	/**
	 * Let the peer connect.
	 * @return the decision
	 */
	public static Authorization granted() {
		return GRANTED;
	}

	/**
	 * Let the peer connect under a name.
	 * @param userId the name
	 * @return the decision
	 */
	public static Authorization granted(String userId) {
		return new Authorization(true, userId);
	}

	/**
	 * Deny the peer, also if it is in the lists of the section.
	 * @return the decision
	 */
	public static Authorization denied() {
		return DENIED;
	}

}
