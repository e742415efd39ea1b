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

import org.springframework.context.ApplicationEvent;

/**
 * A role has changed its state. Published on the thread that caused the change.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqStateChangedEvent extends ApplicationEvent {

	private final String role;

	private final String name;

	private final ZmqState from;

	private final ZmqState to;

	public ZmqStateChangedEvent(Object source, String role, String name, ZmqState from, ZmqState to) {
		super(source);
		this.role = role;
		this.name = name;
		this.from = from;
		this.to = to;
	}

	/**
	 * The kind of role.
	 * @return {@code publisher} or {@code subscriber}
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
	public String toString() {
		return "ZmqStateChangedEvent[" + this.role + "." + this.name + ": " + this.from + " -> " + this.to + "]";
	}

}
