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
 * A handshake that did not succeed.
 *
 * @param reason the reason
 * @param fingerprint the fingerprint of the client's key, {@code null} if the client has
 * not proved to have one
 * @param advice what to check, a clause without a full stop, {@code null} if the reason
 * says it all
 * @since 0.1
 */
public record Denial(DenialReason reason, @Nullable String fingerprint, @Nullable String advice) {

	/**
	 * Create a denial without advice.
	 * @param reason the reason
	 * @param fingerprint the fingerprint of the client's key
	 */
	public Denial(DenialReason reason, @Nullable String fingerprint) {
		this(reason, fingerprint, null);
	}

	/**
	 * The reason for people, and what to check.
	 * @return a sentence without a full stop
	 */
	public String sentence() {
		return this.reason.sentence() + ((this.advice != null) ? "; " + this.advice : "");
	}

}
