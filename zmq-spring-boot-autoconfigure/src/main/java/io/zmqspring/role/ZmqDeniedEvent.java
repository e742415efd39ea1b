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

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;

/**
 * The handshake of a connection did not succeed: a peer was not let in, or a server did
 * not let this side in.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqDeniedEvent extends ZmqRoleEvent {

	private final String address;

	private final @Nullable String remote;

	private final transient Denial denial;

	/**
	 * Create an event.
	 * @param source the role itself
	 * @param role the kind of role
	 * @param name the name of the role in the settings
	 * @param address our address, bound or connected to
	 * @param remote the address of the peer, {@code null} if it is not known
	 * @param denial the reason
	 */
	public ZmqDeniedEvent(Object source, String role, String name, String address, @Nullable String remote,
			Denial denial) {
		super(source, role, name);
		this.address = address;
		this.remote = remote;
		this.denial = denial;
	}

	/**
	 * Our own address.
	 * @return the address bound or connected to
	 */
	public String address() {
		return this.address;
	}

	/**
	 * The address of the peer.
	 * @return the address, or the name of a peer of ipc such as {@code ipc peer 17};
	 * {@code null} if it is not known
	 */
	public @Nullable String remote() {
		return this.remote;
	}

	/**
	 * Why the handshake did not succeed.
	 * @return the reason
	 */
	public DenialReason reason() {
		return this.denial.reason();
	}

	/**
	 * The key that the peer has proved to have.
	 * @return its fingerprint, {@code null} if it has proved none
	 */
	public @Nullable String fingerprint() {
		return this.denial.fingerprint();
	}

	@Override
	protected String describe() {
		return reason().value() + " " + this.address + ((this.remote != null) ? " with " + this.remote : "")
				+ ((fingerprint() != null) ? " " + fingerprint() : "");
	}

}
