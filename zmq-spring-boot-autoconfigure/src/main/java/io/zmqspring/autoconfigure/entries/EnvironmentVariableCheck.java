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

package io.zmqspring.autoconfigure.entries;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.zmqspring.support.SimilarName;

/**
 * Warns about environment variables whose names begin like a setting of this starter but
 * match none. Spring Boot reports unknown keys from all other sources, but not from the
 * environment.
 */
public final class EnvironmentVariableCheck {

	private static final Log logger = LogFactory.getLog(EnvironmentVariableCheck.class);

	private static final String PREFIX = "ZMQ_";

	private static final String NAME = "<NAME>";

	private final Set<String> variables;

	/**
	 * Create the check of an application. Variables that Kubernetes or Docker set for a
	 * service are not checked.
	 * @param environment its environment
	 */
	public EnvironmentVariableCheck(Environment environment) {
		Map<String, String> values = new TreeMap<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof SystemEnvironmentPropertySource system) {
					addVariablesWithPrefix(system, values);
				}
			}
		}
		PlatformVariables platform = new PlatformVariables(values);
		this.variables = new TreeSet<>(values.keySet());
		this.variables.removeIf(platform::contains);
	}

	private static void addVariablesWithPrefix(SystemEnvironmentPropertySource source, Map<String, String> values) {
		for (String name : source.getPropertyNames()) {
			if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
				values.putIfAbsent(name, String.valueOf(source.getProperty(name)));
			}
		}
	}

	/**
	 * Whether there are variables to check. If not, the caller need not collect the known
	 * keys.
	 * @return whether the name of any variable begins with {@code ZMQ_}
	 */
	public boolean hasVariables() {
		return !this.variables.isEmpty();
	}

	/**
	 * Log a warning for each variable of a section that matches no setting.
	 * @param section the section below {@code zmq}
	 * @param knownKeys the known keys below the section; {@code <name>} stands for any
	 * name
	 */
	public void warnAboutUnknown(String section, Collection<String> knownKeys) {
		warnAboutUnknown(section, knownKeys, List.of());
	}

	/**
	 * Log a warning for each variable of a section of entries that matches no setting.
	 * @param section the section below {@code zmq}
	 * @param knownKeys the known keys below the section, including entry names
	 * @param keysOfEntry the keys of an entry
	 */
	public void warnAboutUnknown(String section, Collection<String> knownKeys, Collection<String> keysOfEntry) {
		String sectionName = PREFIX + section.toUpperCase(Locale.ROOT);
		String prefix = sectionName + "_";
		List<String> known = variableNames(knownKeys);
		Set<String> spellings = knownKeys.stream()
			.flatMap((key) -> Stream.of(variableName(key), variableName(key.replace('-', '_'))))
			.collect(Collectors.toSet());
		List<Pattern> named = spellings.stream()
			.filter((spelling) -> spelling.contains(NAME))
			.map((spelling) -> Pattern.compile(spelling.replace(NAME, ".+")))
			.toList();
		for (String variable : this.variables) {
			if (sectionName.equalsIgnoreCase(variable)) {
				logger.warn("The environment variable " + variable + " has no effect: zmq." + section
						+ " is a section and has no value of its own.");
			}
			else if (variable.toUpperCase(Locale.ROOT).startsWith(prefix)) {
				String name = variable.substring(prefix.length()).toUpperCase(Locale.ROOT);
				String spelling = name.replaceAll("_\\d+_?$", "");
				if (!spellings.contains(spelling)
						&& named.stream().noneMatch((pattern) -> pattern.matcher(spelling).matches())) {
					logger.warn("The environment variable " + variable + " matches no setting and has no effect. "
							+ advice(section, prefix, name, known, variableNames(keysOfEntry)));
				}
			}
		}
	}

	private static String advice(String section, String prefix, String name, List<String> known,
			List<String> keysOfEntry) {
		String entry = name.contains("_") ? name.substring(0, name.indexOf('_') + 1) : "";
		Stream<String> keysOfNewEntry = entry.isEmpty() ? Stream.of() : keysOfEntry.stream().map((key) -> entry + key);
		String nearest = SimilarName.of(name, Stream.concat(known.stream(), keysOfNewEntry));
		if (nearest != null && !nearest.equals(name)) {
			return "Did you mean " + prefix + nearest + "?";
		}
		if (!keysOfEntry.isEmpty() && known.stream().noneMatch((key) -> !entry.isEmpty() && key.startsWith(entry))) {
			return "Variables alone make an entry only if they contain its address: " + prefix + "<NAME>_"
					+ variableName(ConfiguredEntries.requiredKey(section)) + ".";
		}
		List<String> named = known.stream().filter((key) -> keysOfEntry.isEmpty() || key.startsWith(entry)).toList();
		return named.isEmpty() ? ""
				: "Known variables: " + named.stream().map((key) -> prefix + key).collect(Collectors.joining(", "));
	}

	private static List<String> variableNames(Collection<String> keys) {
		return keys.stream().map(EnvironmentVariableCheck::variableName).toList();
	}

	private static String variableName(String key) {
		return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
	}

}
