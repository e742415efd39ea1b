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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.ObjectUtils;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.support.SecretText;
import io.zmqspring.support.SimilarName;

/**
 * Finds the names of the entries of a section before the settings are bound. The names
 * are needed early, because a bean definition is registered for each entry. Environment
 * variables alone make an entry only if they contain its address: other variables may
 * merely look like settings, see {@link PlatformVariables}.
 */
public final class ConfiguredEntries {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("zmq");

	private final Environment environment;

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	private final List<ConfigurationPropertySource> variables = new ArrayList<>();

	/**
	 * Create the search for an application.
	 * @param environment its environment
	 */
	public ConfiguredEntries(Environment environment) {
		this.environment = environment;
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			(PlatformVariables.isEnvironment(source) ? this.variables : this.sources).add(source);
		}
	}

	/**
	 * Return the names of the entries of a section.
	 * @param section the section below {@code zmq}, such as {@code publishers}
	 * @return the names, all of them valid
	 * @throws InvalidSettingException if the section or an entry is a single value, if an
	 * entry is empty, or if a name is not valid
	 */
	public Set<String> names(String section) {
		ConfigurationPropertyName key = ROOT.append(section);
		Set<String> names = namesInSources(key, requiredKey(section));
		Set<String> normalized = names.stream().map(SimilarName::normalize).collect(Collectors.toSet());
		for (String name : namesInVariables(key, addressKeys(section))) {
			if (normalized.add(SimilarName.normalize(name))) {
				names.add(name);
			}
		}
		EntryNames.check(key.toString(), names);
		return names;
	}

	private Set<String> namesInSources(ConfigurationPropertyName key, String requiredKey) {
		refuseSingleValue(key, key + ".<name>." + requiredKey);
		if (value(key) == null && !hasNestedKeys(this.sources, key)) {
			return new LinkedHashSet<>();
		}
		Set<String> names = new LinkedHashSet<>(
				new Binder(this.sources, new PropertySourcesPlaceholdersResolver(this.environment))
					.bind(key, Bindable.mapOf(String.class, Object.class))
					.orElse(Map.of())
					.keySet());
		EntryNames.check(key.toString(), names);
		for (String name : names) {
			ConfigurationPropertyName entry = key.append(name);
			refuseSingleValue(entry, entry + "." + requiredKey);
			refuseEmptyEntry(entry, requiredKey);
		}
		return names;
	}

	private void refuseSingleValue(ConfigurationPropertyName section, String exampleKey) {
		Object value = value(section);
		if (!ObjectUtils.isEmpty(value)) {
			boolean secret = KnownKeys.resemblesSecret(section.getLastElement(Form.ORIGINAL));
			throw new InvalidSettingException(section.toString(), secret ? SecretText.HIDDEN : value,
					"is a value where a section is expected", "Write for example " + exampleKey + ".");
		}
	}

	// Without this check Spring Boot 4.0 would report a missing converter instead
	private void refuseEmptyEntry(ConfigurationPropertyName entry, String requiredKey) {
		if (value(entry) != null && !hasNestedKeys(this.sources, entry) && !hasNestedKeys(this.variables, entry)) {
			throw new InvalidSettingException(entry + "." + requiredKey, null, "is missing",
					"Write where to bind or connect, for example tcp://*:5555 or tcp://localhost:5555.");
		}
	}

	/**
	 * Return the key that every entry of a section has.
	 * @param section the section below {@code zmq}
	 * @return a key such as {@code address}
	 */
	public static String requiredKey(String section) {
		if (section.endsWith(".workers")) {
			return "push.address";
		}
		return switch (section) {
			case "workers" -> "pull.address";
			case "controllers" -> "workers.<pool>.push.address";
			case "proxies" -> "frontend.address";
			default -> "address";
		};
	}

	private static Pattern addressKeys(String section) {
		String pipe = "(pull|push)\\.address";
		if (section.endsWith("workers")) {
			return Pattern.compile(pipe);
		}
		String key = switch (section) {
			case "controllers" -> "workers\\.[^.]+\\." + pipe;
			case "proxies" -> "(frontend|backend)\\.address";
			default -> "address";
		};
		return Pattern.compile(key);
	}

	private Set<String> namesInVariables(ConfigurationPropertyName section, Pattern addressKeys) {
		Set<String> names = new LinkedHashSet<>();
		int depth = section.getNumberOfElements();
		for (ConfigurationPropertySource source : this.variables) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> section.isAncestorOf(name) && addressKeys.matcher(keyBelow(name, depth)).matches()
							&& !ObjectUtils.isEmpty(source.getConfigurationProperty(name).getValue())
							&& !isVariableOfLink(source, name, depth))
					.forEach((name) -> names.add(name.getElement(depth, Form.ORIGINAL)));
			}
		}
		return names;
	}

	private static String keyBelow(ConfigurationPropertyName name, int section) {
		StringBuilder key = new StringBuilder();
		for (int i = section + 1; i < name.getNumberOfElements(); i++) {
			if (!name.isNumericIndex(i)) {
				key.append(key.isEmpty() ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
			}
		}
		return key.toString();
	}

	// A linked container has its variables copied: ADDRESS becomes
	// ZMQ_WORKERS_ENV_ADDRESS
	private static boolean isVariableOfLink(ConfigurationPropertySource source, ConfigurationPropertyName name,
			int section) {
		return IntStream.range(section, name.getNumberOfElements())
			.filter((i) -> name.getElement(i, Form.UNIFORM).equals("env"))
			.anyMatch((i) -> isLink(source, name.chop(i)));
	}

	private static boolean isLink(ConfigurationPropertySource source, ConfigurationPropertyName prefix) {
		return String.valueOf(valueIn(source, prefix.append("name"))).startsWith("/")
				|| String.valueOf(valueIn(source, prefix.append("port"))).toLowerCase(Locale.ROOT).startsWith("tcp://");
	}

	private static boolean hasNestedKeys(List<ConfigurationPropertySource> sources, ConfigurationPropertyName section) {
		return sources.stream()
			.anyMatch((source) -> source.containsDescendantOf(section) == ConfigurationPropertyState.PRESENT);
	}

	private @Nullable Object value(ConfigurationPropertyName name) {
		return this.sources.stream()
			.map((source) -> valueIn(source, name))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Object valueIn(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return (property != null) ? property.getValue() : null;
	}

}
