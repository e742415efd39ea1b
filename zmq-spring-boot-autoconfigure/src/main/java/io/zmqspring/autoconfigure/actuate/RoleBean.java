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

package io.zmqspring.autoconfigure.actuate;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.ZmqRole;

/**
 * A role of the application, with the kind and the name that health and the endpoint use.
 *
 * @param kind the kind of role, such as {@code subscriber}
 * @param name the name, unique among the roles of this kind
 * @param role the role
 * @since 0.1
 */
public record RoleBean(String kind, String name, ZmqRole role) {

	/**
	 * Create the description of a role. A mock of a role in a test has neither a kind nor
	 * a name: it gets the kind {@code role} and the name of its bean.
	 * @param beanName the name of the bean
	 * @param role the role
	 * @return the role with its kind and name
	 */
	static RoleBean of(String beanName, ZmqRole role) {
		return new RoleBean(valueOrDefault(role::role, "role"), valueOrDefault(role::name, beanName), role);
	}

	private static String valueOrDefault(Supplier<@Nullable String> supplier, String defaultValue) {
		try {
			String value = supplier.get();
			return (value != null) ? value : defaultValue;
		}
		catch (RuntimeException ex) {
			return defaultValue;
		}
	}

	RoleBean withName(String otherName) {
		return new RoleBean(this.kind, otherName, this.role);
	}

	/**
	 * The name of the component in health.
	 * @return the name, such as {@code subscriber.events}
	 */
	String component() {
		return this.kind + "." + this.name;
	}

	/**
	 * Whether the role sends messages with its current settings.
	 * @return {@code false} for subscribers, and for workers and controllers without a
	 * push address
	 */
	public boolean sends() {
		return this.role.sends();
	}

	/**
	 * Whether the role receives messages.
	 * @return {@code false} for publishers, and for controllers without a pull address
	 */
	public boolean receives() {
		return this.role.receives();
	}

}
