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

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

/**
 * A role of the application, as it is called in health and in the endpoint.
 *
 * @param kind such as {@code subscriber}
 * @param name its name, unique among the roles of this kind
 * @param role the role
 */
record RoleBean(String kind, String name, ZmqRole role) {

	/**
	 * Ask a role for its kind and name. A mock in a test has neither.
	 * @param beanName stands in for the name
	 * @param role the role
	 * @return both
	 */
	static RoleBean of(String beanName, ZmqRole role) {
		return new RoleBean(ask(role::role, "role"), ask(role::name, beanName), role);
	}

	private static String ask(Supplier<@Nullable String> question, String otherwise) {
		try {
			String answer = question.get();
			return (answer != null) ? answer : otherwise;
		}
		catch (RuntimeException ex) {
			return otherwise;
		}
	}

	RoleBean named(String otherName) {
		return new RoleBean(this.kind, otherName, this.role);
	}

	/**
	 * The name of its component in health.
	 * @return such as {@code subscriber.events}
	 */
	String component() {
		return this.kind + "." + this.name;
	}

	/**
	 * Whether it sends messages at all.
	 * @return {@code true} if its counters of sent messages mean something
	 */
	boolean sends() {
		return !(this.role instanceof ZmqSubscriber)
				&& !(this.role instanceof ZmqWorker worker && worker.settings().push() == null);
	}

	/**
	 * Whether it receives messages at all.
	 * @return {@code true} if its counters of received messages mean something
	 */
	boolean receives() {
		return !(this.role instanceof ZmqPublisher);
	}

}
