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

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.csrf.CsrfToken;

import io.zmqspring.dashboard.DashboardAccess.CsrfHeader;

/**
 * Asks Spring Security what a user may request.
 */
final class UserPermissions {

	private static final Log logger = LogFactory.getLog(UserPermissions.class);

	private final @Nullable WebInvocationPrivilegeEvaluator evaluator;

	UserPermissions(@Nullable WebInvocationPrivilegeEvaluator evaluator) {
		this.evaluator = evaluator;
	}

	/**
	 * Whether the current user may request something. If that cannot be told in advance,
	 * the answer is yes: the request itself is checked anyway.
	 * @param current the current request
	 * @param method the method of the other request
	 * @param path its path, relative to that of the dispatcher servlet
	 * @return {@code false} if it would be denied
	 */
	boolean allow(HttpServletRequest current, HttpMethod method, String path) {
		if (this.evaluator == null) {
			return true;
		}
		// With a path info, the servlet has a path of its own
		String servlet = (current.getPathInfo() != null) ? current.getServletPath() : "";
		try {
			return this.evaluator.isAllowed(current.getContextPath(), servlet + path, method.name(),
					SecurityContextHolder.getContext().getAuthentication());
		}
		catch (RuntimeException ex) {
			logger.debug("Whether " + method + " " + path + " is allowed cannot be told in advance", ex);
			return true;
		}
	}

	/**
	 * The header that protects against forged requests.
	 * @param request the current request
	 * @return the header, {@code null} if the application does not use the protection
	 */
	@Nullable CsrfHeader csrf(HttpServletRequest request) {
		return (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)
				? new CsrfHeader(token.getHeaderName(), token.getToken()) : null;
	}

}
