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

package io.zmqspring.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Warns about environment variables whose names begin like a setting of this starter but
 * match none. Spring Boot reports unknown keys from all other sources, but not from the
 * environment.
 */
final class EnvironmentVariableCheck {

	private static final Log logger = LogFactory.getLog(EnvironmentVariableCheck.class);

	private static final String PREFIX = "ZMQ_";

	private final Set<String> variables = new TreeSet<>();

	EnvironmentVariableCheck(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof SystemEnvironmentPropertySource system) {
					addVariablesWithPrefix(system.getPropertyNames());
				}
			}
		}
	}

	private void addVariablesWithPrefix(String[] names) {
		for (String name : names) {
			if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
				this.variables.add(name);
			}
		}
	}

	/**
	 * Whether there are variables to check. If not, the caller need not collect the known
	 * keys.
	 * @return whether the name of any variable begins with {@code ZMQ_}
	 */
	boolean hasVariables() {
		return !this.variables.isEmpty();
	}

	/**
	 * Log a warning for each variable of a section that matches no setting.
	 * @param section the section below {@code zmq}
	 * @param knownKeys the known keys below the section, including entry names
	 */
	void warnAboutUnknown(String section, Collection<String> knownKeys) {
		String prefix = PREFIX + section.toUpperCase(Locale.ROOT) + "_";
		List<String> knownNames = knownKeys.stream().map(EnvironmentVariableCheck::variableName).toList();
		this.variables.stream()
			.filter((variable) -> variable.toUpperCase(Locale.ROOT).startsWith(prefix))
			.forEach((variable) -> warnIfUnknown(variable, prefix, knownNames));
	}

	private static void warnIfUnknown(String variable, String prefix, List<String> knownNames) {
		String withoutIndex = variable.substring(prefix.length()).replaceAll("_\\d+_?$", "");
		String name = KnownKeys.normalize(withoutIndex);
		if (knownNames.stream().noneMatch((known) -> KnownKeys.normalize(known).equals(name))) {
			String nearest = KnownKeys.nearest(name, knownNames.stream());
			logger.warn("The environment variable " + variable + " matches no setting. "
					+ ((nearest != null) ? "Did you mean " + prefix + nearest + "?" : "Known variables: "
							+ knownNames.stream().map((known) -> prefix + known).collect(Collectors.joining(", "))));
		}
	}

	private static String variableName(String key) {
		return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
	}

}
