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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.PrintableText;

/**
 * An action on a role that the endpoint offers.
 */
enum RoleAction {

	/** Start the role: open its sockets. */
	START,

	/** Stop the role: close its sockets. */
	STOP,

	/** Stop taking messages from the queue of the socket. */
	PAUSE,

	/** Take messages from the queue of the socket again. */
	RESUME;

	/**
	 * Parse the action of a request.
	 * @param text the action, such as {@code stop}
	 * @return the action
	 * @throws InvalidEndpointRequestException if the action is missing or unknown
	 */
	static RoleAction of(@Nullable String text) {
		return Arrays.stream(values())
			.filter((action) -> action.toString().equals(text))
			.findFirst()
			.orElseThrow(() -> refused(
					(text != null) ? "There is no action '" + PrintableText.of(text) + "'" : "The action is missing",
					"Write one of "
							+ Arrays.stream(values()).map(RoleAction::toString).collect(Collectors.joining(", "))
							+ ", for example {\"action\": \"stop\"}"));
	}

	/**
	 * Apply the action to a role, and wait until it has completed.
	 * @param bean the role
	 * @throws InvalidEndpointRequestException if the role does not support the action, or
	 * not in its current state
	 */
	void applyTo(RoleBean bean) {
		switch (this) {
			case START -> bean.role().start();
			case STOP -> bean.role().stop();
			case PAUSE -> openSubscriber(bean).pause();
			case RESUME -> openSubscriber(bean).resume();
		}
	}

	private ZmqSubscriber openSubscriber(RoleBean bean) {
		ZmqRole role = bean.role();
		if (!(role instanceof ZmqSubscriber subscriber)) {
			throw refused("A " + bean.kind() + " cannot " + this, "Only subscribers can; stop or start it instead");
		}
		ZmqState state = subscriber.state();
		if (!state.isOpen()) {
			throw refused("The subscriber '" + bean.name() + "' cannot " + this + " because it is " + state,
					"Start it first");
		}
		return subscriber;
	}

	private static InvalidEndpointRequestException refused(String problem, String action) {
		return new InvalidEndpointRequestException(problem + ". " + action, problem);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
