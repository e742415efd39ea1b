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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.zmqspring.message.ZmqException;

/**
 * The endpoint over HTTP. If a request fails, the response contains the reason; by
 * default Spring Boot leaves exception messages out of its responses.
 */
@EndpointWebExtension(endpoint = ZmqEndpoint.class)
class ZmqEndpointWebExtension {

	// As Spring MVC and WebFlux respond if the endpoint has no such operation
	private static final int METHOD_NOT_ALLOWED = 405;

	private final ZmqEndpoint endpoint;

	ZmqEndpointWebExtension(ZmqEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@ReadOperation
	WebEndpointResponse<Object> role(@Selector String role, @Selector String name) {
		return response(this.endpoint.role(role, name), role, name);
	}

	@WriteOperation
	WebEndpointResponse<Object> change(@Selector String role, @Selector String name, @Nullable String action) {
		if (!this.endpoint.areActionsAllowed()) {
			return problem(METHOD_NOT_ALLOWED, ZmqEndpoint.ACTIONS_ARE_OFF);
		}
		try {
			return response(this.endpoint.change(role, name, action), role, name);
		}
		catch (InvalidEndpointRequestException ex) {
			return problem(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		catch (ZmqException ex) {
			return problem(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR, String.valueOf(ex.getMessage()));
		}
	}

	private WebEndpointResponse<Object> response(@Nullable RoleDescription description, String role, String name) {
		return (description != null) ? new WebEndpointResponse<>(description)
				: problem(WebEndpointResponse.STATUS_NOT_FOUND, this.endpoint.notFoundMessage(role, name));
	}

	private static WebEndpointResponse<Object> problem(int status, String message) {
		return new WebEndpointResponse<>(OperationResponseBody.of(Map.of("error", message)), status);
	}

}
