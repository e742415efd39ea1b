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

/**
 * A role has connected to a peer, has lost one, or tries to connect again. Published in
 * order on a thread of its own.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqConnectionEvent extends ZmqRoleEvent {

	private final Change change;

	private final String address;

	private final @Nullable String remote;

	/**
	 * Create an event.
	 * @param source the role itself
	 * @param role the kind of role
	 * @param name the name of the role in the settings
	 * @param change what happened
	 * @param address our address, bound or connected to
	 * @param remote the address of the peer, {@code null} if it is not known
	 */
	public ZmqConnectionEvent(Object source, String role, String name, Change change, String address,
			@Nullable String remote) {
		super(source, role, name);
		this.change = change;
		this.address = address;
		this.remote = remote;
	}

	/**
	 * What happened.
	 * @return the change
	 */
	public Change change() {
		return this.change;
	}

	/**
	 * Our own address.
	 * @return the address bound or connected to
	 */
	public String address() {
		return this.address;
	}

	/**
	 * The address of the peer, the same in all events of a connection.
	 * @return the address such as {@code tcp://192.168.1.10:40512}, or the name of a peer
	 * of ipc such as {@code ipc peer 17}; {@code null} if it is not known
	 */
	public @Nullable String remote() {
		return this.remote;
	}

	@Override
	protected String describe() {
		return this.change + " " + this.address + ((this.remote != null) ? " with " + this.remote : "");
	}

	/**
	 * What can happen to a connection.
	 */
	public enum Change {

		/** The handshake is complete: messages flow. */
		CONNECTED,

		/** A connection over which messages could flow has ended. */
		DISCONNECTED,

		/** A connection attempt has failed and will be repeated. */
		RETRYING

	}

}
