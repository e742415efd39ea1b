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

import io.zmqspring.support.FailureText;
import io.zmqspring.support.PrintableText;

/**
 * An event of a role. Listen to this type to receive all events of all roles.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public abstract class ZmqRoleEvent extends ApplicationEvent {

	private final String role;

	private final String name;

	/**
	 * Create an event.
	 * @param source the role itself
	 * @param role the kind of role, such as {@code publisher}
	 * @param name the name of the role in the settings
	 */
	protected ZmqRoleEvent(Object source, String role, String name) {
		super(source);
		this.role = role;
		this.name = name;
	}

	/**
	 * The kind of role.
	 * @return {@code publisher}, {@code subscriber}, {@code worker} or {@code controller}
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
	 * What happened, for {@link #toString()}.
	 * @return a short text
	 */
	protected abstract String describe();

	@Override
	public String toString() {
		return getClass().getSimpleName() + "[" + this.role + "." + this.name + ": "
				+ PrintableText.of(describe(), FailureText.LONGEST) + "]";
	}

}
