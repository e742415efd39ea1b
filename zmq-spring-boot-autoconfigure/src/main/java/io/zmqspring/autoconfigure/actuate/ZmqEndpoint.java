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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.zmqspring.listener.ZmqListenerEndpoint;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.message.ZmqException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.PrintableText;

/**
 * Actuator endpoint that shows all roles and listeners, and starts, stops, pauses and
 * resumes roles.
 */
@Endpoint(id = "zmq")
class ZmqEndpoint {

	static final String ACTIONS_ARE_OFF = "Actions are off. Set management.endpoint.zmq.access: unrestricted to allow"
			+ " them, and secure the endpoint: its clients can then stop sockets";

	private static final Log logger = LogFactory.getLog(ZmqEndpoint.class);

	private final RoleBeans roles;

	private final ZmqContext context;

	private final ZmqListenerRegistry listeners;

	private final boolean actionsAllowed;

	ZmqEndpoint(RoleBeans roles, ZmqContext context, ZmqListenerRegistry listeners, boolean actionsAllowed) {
		this.roles = roles;
		this.context = context;
		this.listeners = listeners;
		this.actionsAllowed = actionsAllowed;
	}

	boolean areActionsAllowed() {
		return this.actionsAllowed;
	}

	/**
	 * Describe the context, all roles and all listeners.
	 * @return the description
	 */
	@ReadOperation
	ZmqDescription zmq() {
		Map<String, RoleDescription> subscribers = describe("subscriber");
		List<ZmqDescription.Listener> described = this.listeners.all()
			.stream()
			.map((listener) -> ZmqDescription.Listener.of(listener, stateOf(listener, subscribers)))
			.toList();
		return new ZmqDescription(ZmqDescription.Context.of(this.context), describe("publisher"), subscribers,
				describe("worker"), describe("controller"), describe("proxy"), described);
	}

	private Map<String, RoleDescription> describe(String kind) {
		Map<String, RoleDescription> described = new LinkedHashMap<>();
		this.roles.ofKind(kind).forEach((bean) -> described.put(bean.name(), RoleDescription.of(bean)));
		return described;
	}

	private static ZmqState stateOf(ZmqListenerEndpoint listener, Map<String, RoleDescription> subscribers) {
		RoleDescription subscriber = subscribers.get(listener.subscriber());
		ZmqState state = (subscriber != null) ? subscriber.state() : null;
		return (state != null) ? state : ZmqState.STOPPED;
	}

	/**
	 * Describe one role.
	 * @param role the kind of role, such as {@code subscriber}
	 * @param name the name of the role
	 * @return the role, {@code null} if there is none
	 */
	@ReadOperation
	@Nullable RoleDescription role(@Selector String role, @Selector String name) {
		return this.roles.find(role, name).map(RoleDescription::of).orElse(null);
	}

	/**
	 * Apply an action to a role, and wait until it has completed.
	 * @param role the kind of role, such as {@code subscriber}
	 * @param name the name of the role
	 * @param action {@code start}, {@code stop}, {@code pause} or {@code resume}
	 * @return the role afterwards, {@code null} if there is none
	 * @throws InvalidEndpointRequestException if actions are off, if the action is
	 * missing or unknown, or if the role does not support it
	 * @throws ZmqException if the action has failed; without the reason, which is logged
	 */
	@WriteOperation
	@Nullable RoleDescription change(@Selector String role, @Selector String name, @Nullable String action) {
		if (!this.actionsAllowed) {
			throw new InvalidEndpointRequestException(ACTIONS_ARE_OFF, ACTIONS_ARE_OFF);
		}
		RoleBean bean = this.roles.find(role, name).orElse(null);
		if (bean == null) {
			return null;
		}
		apply(RoleAction.of(action), bean);
		return RoleDescription.of(bean);
	}

	private static void apply(RoleAction action, RoleBean bean) {
		try {
			action.applyTo(bean);
		}
		catch (InvalidEndpointRequestException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			String problem = "The action '" + action + "' has failed for the " + bean.kind() + " '" + bean.name() + "'";
			logger.warn(problem + ". It was requested through the endpoint", FailureText.forLog(ex, logger));
			throw new ZmqException(problem + ". The log has the reason");
		}
	}

	/**
	 * The error message for a role that does not exist.
	 * @param role the kind of role
	 * @param name the name of the role
	 * @return the message, which lists the known roles
	 */
	String notFoundMessage(String role, String name) {
		List<String> known = this.roles.all().stream().map((bean) -> bean.kind() + "/" + bean.name()).toList();
		return "There is no " + PrintableText.of(role) + " '" + PrintableText.of(name) + "'. Known roles: "
				+ String.join(", ", known);
	}

}
