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

package io.zmqspring.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.core.env.Environment;

import io.zmqspring.settings.InvalidSettingException;

/**
 * The paths of endpoints at the same port as the page.
 */
final class EndpointPaths {

	private static final EndpointId ZMQ = EndpointId.of("zmq");

	// The endpoint does nothing unless its own key permits it
	private static final String ACCESS = "management.endpoint.zmq.access";

	private final @Nullable PathMappedEndpoints endpoints;

	private final @Nullable EndpointAccessResolver access;

	private final Environment environment;

	EndpointPaths(@Nullable PathMappedEndpoints endpoints, @Nullable EndpointAccessResolver access,
			Environment environment) {
		this.endpoints = endpoints;
		this.access = access;
		this.environment = environment;
	}

	/**
	 * The path of the endpoint that starts and stops roles.
	 * @return the path, {@code null} if it is not exposed here or permits reading only
	 */
	@Nullable String actions() {
		boolean permitted = this.environment.getProperty(ACCESS, Access.class) == Access.UNRESTRICTED
				&& (this.access == null || this.access.accessFor(ZMQ, Access.READ_ONLY) == Access.UNRESTRICTED);
		return permitted ? path(ZMQ) : null;
	}

	/**
	 * The paths of the endpoints that show the data of the page to tools.
	 * @return the paths of those that are exposed here, by name
	 */
	Map<String, String> readable() {
		Map<String, String> paths = new LinkedHashMap<>();
		add(paths, "health", EndpointId.of("health"));
		add(paths, "endpoint", ZMQ);
		add(paths, "Prometheus", EndpointId.of("prometheus"));
		return paths;
	}

	/**
	 * Check that no endpoint answers at the path of the page, as it does with
	 * {@code management.endpoints.web.base-path: /}.
	 * @param page the path of the page
	 * @throws InvalidSettingException if one does
	 */
	void check(String page) {
		if (this.endpoints == null || !isHere()) {
			return;
		}
		for (String path : this.endpoints.getAllPaths()) {
			if ((page + "/").startsWith(path + "/")) {
				throw new InvalidSettingException("zmq.dashboard.path", page,
						"is a path of an endpoint of the actuator, which would answer instead of the page",
						"Write another path, for example /dashboard, or another management.endpoints.web.base-path.");
			}
		}
	}

	private boolean isHere() {
		return ManagementPortType.get(this.environment) == ManagementPortType.SAME;
	}

	private void add(Map<String, String> paths, String name, EndpointId id) {
		String path = path(id);
		if (path != null) {
			paths.put(name, path);
		}
	}

	private @Nullable String path(EndpointId id) {
		return (isHere() && this.endpoints != null) ? this.endpoints.getPath(id) : null;
	}

}
