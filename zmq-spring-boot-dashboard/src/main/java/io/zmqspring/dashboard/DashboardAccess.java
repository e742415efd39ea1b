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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the user who has opened the page may do beyond reading it. Paths are relative to
 * the root of the application.
 *
 * @param actions the path of the endpoint that starts and stops roles, {@code null} if
 * the user may not or if it does not permit that
 * @param links the paths of endpoints that the user may read, by name
 * @param csrf what a request that changes something must contain, {@code null} for
 * nothing
 */
record DashboardAccess(@Nullable String actions, Map<String, String> links, @Nullable CsrfHeader csrf) {

	/**
	 * A header that proves that a request comes from a page of this application.
	 *
	 * @param name the name of the header
	 * @param token its value
	 */
	record CsrfHeader(String name, String token) {

	}

}
