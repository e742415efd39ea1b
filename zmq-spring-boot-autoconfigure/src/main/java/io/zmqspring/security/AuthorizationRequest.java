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
 * A peer that wants to connect, for a {@link ZmqAuthorizer}.
 *
 * @param section the name of the section of {@code zmq.security.curve} or
 * {@code zmq.security.plain}
 * @param role the kind of role, such as {@code publisher}; empty if the socket belongs to
 * none
 * @param name the name of the role in the settings
 * @param userId CURVE: the name of the peer's key in the section, {@code null} if it has
 * none. PLAIN: the user that the peer says to be, which may contain any character
 * @param isListed whether the lists of the section let the peer in
 * @param key the key that the peer has proved to own, {@code null} for PLAIN
 * @param password the password as bytes in UTF-8, {@code null} for CURVE. It is
 * overwritten after the call
 * @param remote the address of the peer, such as {@code tcp://192.168.1.10:40512}, or the
 * name of a peer of ipc, such as {@code ipc peer 17}; {@code null} if it is not known
 * @since 0.1
 */
public record AuthorizationRequest(String section, String role, String name, @Nullable String userId, boolean isListed,
		@Nullable CurveKey key, byte @Nullable [] password, @Nullable String remote) {

	/**
	 * Whether the peer uses CURVE.
	 * @return {@code false} for PLAIN
	 */
	public boolean isCurve() {
		return this.key != null;
	}

	/**
	 * The fingerprint of the peer's key.
	 * @return a text such as {@code SHA256:…}, {@code null} for PLAIN
	 */
	public @Nullable String fingerprint() {
		return (this.key != null) ? this.key.fingerprint() : null;
	}

	/**
	 * The request without the password.
	 * @return the request as text
	 */
	@Override
	public String toString() {
		return "AuthorizationRequest[section=" + this.section + ", role=" + this.role + ", name=" + this.name
				+ ", userId=" + this.userId + ", isListed=" + this.isListed + ", key=" + this.key + ", remote="
				+ this.remote + "]";
	}

}
