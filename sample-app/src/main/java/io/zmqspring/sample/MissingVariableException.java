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

package io.zmqspring.sample;

import java.util.List;
import java.util.Map;

/**
 * Environment variables that a profile requires are missing or empty.
 */
@SuppressWarnings("serial")
class MissingVariableException extends RuntimeException {

	private final Map<String, String> missing;

	private final List<String> profiles;

	/**
	 * Create the exception.
	 * @param missing the missing variables and their descriptions
	 * @param profiles the active profiles
	 */
	MissingVariableException(Map<String, String> missing, List<String> profiles) {
		super("Missing environment variable" + ((missing.size() > 1) ? "s" : "") + ": "
				+ String.join(", ", missing.keySet()));
		this.missing = missing;
		this.profiles = profiles;
	}

	Map<String, String> missing() {
		return this.missing;
	}

	List<String> profiles() {
		return this.profiles;
	}

}
