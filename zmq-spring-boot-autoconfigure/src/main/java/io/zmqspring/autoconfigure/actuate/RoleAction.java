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

/**
 * What can be done to a role through the endpoint.
 */
enum RoleAction {

	/** Open the sockets. */
	START,

	/** Close them. */
	STOP,

	/** Leave messages in the socket's queue. */
	PAUSE,

	/** Handle them again. */
	RESUME;

	/**
	 * Read an action as a request has it.
	 * @param text such as {@code stop}
	 * @return the action
	 * @throws InvalidEndpointRequestException if there is no such action
	 */
	static RoleAction of(@Nullable String text) {
		return Arrays.stream(values())
			.filter((action) -> action.toString().equals(text))
			.findFirst()
			.orElseThrow(() -> refused((text != null) ? "There is no action '" + text + "'" : "The action is missing",
					"Write one of "
							+ Arrays.stream(values()).map(RoleAction::toString).collect(Collectors.joining(", "))
							+ ", for example {\"action\": \"stop\"}"));
	}

	/**
	 * Do it, and wait until it is done.
	 * @param bean the role
	 * @throws InvalidEndpointRequestException if that cannot be done to this role
	 */
	void applyTo(RoleBean bean) {
		switch (this) {
			case START -> bean.role().start();
			case STOP -> bean.role().stop();
			case PAUSE -> open(bean).pause();
			case RESUME -> open(bean).resume();
		}
	}

	private ZmqSubscriber open(RoleBean bean) {
		ZmqRole role = bean.role();
		if (!(role instanceof ZmqSubscriber subscriber)) {
			throw refused("A " + bean.kind() + " cannot " + this, "Only subscribers can; stop and start it instead");
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
