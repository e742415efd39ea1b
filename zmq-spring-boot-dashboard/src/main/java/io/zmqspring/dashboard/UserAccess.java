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

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

import io.zmqspring.dashboard.DashboardAccess.CsrfHeader;

/**
 * Finds what a user may do. It decides what the page offers only: the endpoint and the
 * security of the application check each request.
 */
final class UserAccess {

	private final @Nullable EndpointPaths endpoints;

	private final @Nullable UserPermissions permissions;

	UserAccess(@Nullable EndpointPaths endpoints, @Nullable UserPermissions permissions) {
		this.endpoints = endpoints;
		this.permissions = permissions;
	}

	/**
	 * Find what a user may do.
	 * @param request a request of the user
	 * @param hasSwitches whether the page has switches of the application
	 * @return what the page offers
	 */
	DashboardAccess of(HttpServletRequest request, boolean hasSwitches) {
		String actions = actions(request);
		boolean changes = actions != null || hasSwitches;
		return new DashboardAccess(actions, links(request), changes ? csrf(request) : null);
	}

	private @Nullable String actions(HttpServletRequest request) {
		String path = (this.endpoints != null) ? this.endpoints.actions() : null;
		return (path != null && may(request, HttpMethod.POST, path + "/role/name")) ? path.substring(1) : null;
	}

	private Map<String, String> links(HttpServletRequest request) {
		Map<String, String> links = new LinkedHashMap<>();
		if (this.endpoints != null) {
			this.endpoints.readable().forEach((name, path) -> {
				if (may(request, HttpMethod.GET, path)) {
					links.put(name, path.substring(1));
				}
			});
		}
		return links;
	}

	private boolean may(HttpServletRequest request, HttpMethod method, String path) {
		return this.permissions == null || this.permissions.allow(request, method, path);
	}

	// Reading the token may create a session, so it is read only if it is needed
	private @Nullable CsrfHeader csrf(HttpServletRequest request) {
		return (this.permissions != null) ? this.permissions.csrf(request) : null;
	}

}
