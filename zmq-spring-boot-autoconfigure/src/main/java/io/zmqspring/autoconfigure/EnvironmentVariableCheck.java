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
 * Warns of environment variables that look like settings of ours but are none: Boot
 * refuses unknown keys everywhere else but never looks at the environment.
 */
final class EnvironmentVariableCheck {

	private static final Log logger = LogFactory.getLog(EnvironmentVariableCheck.class);

	private static final String PREFIX = "ZMQ_";

	private final Set<String> variables = new TreeSet<>();

	EnvironmentVariableCheck(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof SystemEnvironmentPropertySource system) {
					addOurs(system.getPropertyNames());
				}
			}
		}
	}

	private void addOurs(String[] names) {
		for (String name : names) {
			if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
				this.variables.add(name);
			}
		}
	}

	/**
	 * Whether there is anything to check. All that is known need not be collected if not.
	 * @return whether a variable may be one of ours
	 */
	boolean isNeeded() {
		return !this.variables.isEmpty();
	}

	/**
	 * Warn of the variables of a section that are no settings.
	 * @param section the section below {@code zmq}
	 * @param known the keys below the section, entry names included
	 */
	void warnAboutUnknown(String section, Collection<String> known) {
		String prefix = PREFIX + section.toUpperCase(Locale.ROOT) + "_";
		List<String> names = known.stream().map(EnvironmentVariableCheck::name).toList();
		this.variables.stream()
			.filter((variable) -> variable.toUpperCase(Locale.ROOT).startsWith(prefix))
			.forEach((variable) -> check(variable, prefix, names));
	}

	private static void check(String variable, String prefix, List<String> known) {
		String rest = KnownKeys.uniform(variable.substring(prefix.length()).replaceAll("_\\d+_?$", ""));
		if (known.stream().noneMatch((name) -> KnownKeys.uniform(name).equals(rest))) {
			String nearest = KnownKeys.nearest(rest, known.stream());
			logger.warn("The environment variable " + variable + " looks like a setting but is none. "
					+ ((nearest != null) ? "Did you mean " + prefix + nearest + "?" : "Known: "
							+ known.stream().map((name) -> prefix + name).collect(Collectors.joining(", "))));
		}
	}

	private static String name(String key) {
		return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
	}

}
