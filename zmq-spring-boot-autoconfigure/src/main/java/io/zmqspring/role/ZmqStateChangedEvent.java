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

/**
 * A role has changed its state. Published on the thread that caused the change.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqStateChangedEvent extends ZmqRoleEvent {

	private final ZmqState from;

	private final ZmqState to;

	/**
	 * Create an event.
	 * @param source the role itself
	 * @param role the kind of role
	 * @param name the name of the role in the settings
	 * @param from the state before
	 * @param to the new state
	 */
	public ZmqStateChangedEvent(Object source, String role, String name, ZmqState from, ZmqState to) {
		super(source, role, name);
		this.from = from;
		this.to = to;
	}

	/**
	 * The state before.
	 * @return the state
	 */
	public ZmqState from() {
		return this.from;
	}

	/**
	 * The state now.
	 * @return the state
	 */
	public ZmqState to() {
		return this.to;
	}

	@Override
	protected String describe() {
		return this.from + " -> " + this.to;
	}

}
