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

package io.zmqspring.socket.access;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Authorization;
import io.zmqspring.security.AuthorizationRequest;
import io.zmqspring.security.CurveKey;
import io.zmqspring.security.DenialReason;

/**
 * Decides which peers may connect to a socket that is a server: authorizers first, then
 * the lists of its section.
 *
 * @param authorizers the authorizers of the application
 * @param section the section that the socket uses
 * @param role the kind of role that the socket belongs to
 * @param name the name of the role
 * @since 0.1
 */
public record Access(Authorizers authorizers, String section, String role, String name) {

	/** The lists decide alone. */
	public static final Access BY_LISTS = new Access(Authorizers.NONE, "", "", "");

	/**
	 * Decide about a peer that has proved to own a key.
	 * @param key the key
	 * @param listed its name in the lists, {@code null} if they do not let it in
	 * @param remote the address of the peer
	 * @return the decision
	 */
	public Verdict ofKey(CurveKey key, @Nullable String listed, @Nullable String remote) {
		AuthorizationRequest request = new AuthorizationRequest(this.section, this.role, this.name, listed,
				listed != null, key, null, remote);
		return decide(request, (listed != null) ? listed : key.fingerprint(), DenialReason.UNKNOWN_CLIENT);
	}

	/**
	 * Decide about a peer with a password.
	 * @param user the user that it says to be
	 * @param password the password
	 * @param listed whether the lists let it in
	 * @param remote the address of the peer
	 * @return the decision
	 */
	public Verdict ofUser(String user, byte[] password, boolean listed, @Nullable String remote) {
		AuthorizationRequest request = new AuthorizationRequest(this.section, this.role, this.name, user, listed, null,
				password, remote);
		return decide(request, user, DenialReason.WRONG_CREDENTIALS);
	}

	private Verdict decide(AuthorizationRequest request, String user, DenialReason otherwise) {
		Authorization decision;
		try {
			decision = this.authorizers.ask(request);
		}
		catch (AuthorizerFailedException ex) {
			return new Verdict(user, DenialReason.AUTHORIZER_FAILED);
		}
		if (decision == null) {
			return new Verdict(user, request.isListed() ? null : otherwise);
		}
		return new Verdict((decision.userId() != null) ? decision.userId() : user,
				decision.isGranted() ? null : DenialReason.NOT_AUTHORIZED);
	}

	/**
	 * A decision.
	 *
	 * @param user the name of the peer
	 * @param denial why it may not connect, {@code null} if it may
	 */
	public record Verdict(String user, @Nullable DenialReason denial) {

	}

}
