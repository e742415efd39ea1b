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

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;
import org.springframework.util.ObjectUtils;

import io.zmqspring.settings.InvalidSettingException;

/**
 * Finds the names of the entries of a section before the settings are bound. The names
 * are needed early, because a bean definition is registered for each entry.
 */
final class ConfiguredEntries {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("zmq");

	private final Environment environment;

	ConfiguredEntries(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Return the names of the entries of a section.
	 * @param section the section below {@code zmq}, such as {@code publishers}
	 * @return the names, all of them valid
	 * @throws InvalidSettingException if the section or an entry is a single value, if an
	 * entry is empty, or if a name is not valid
	 */
	Set<String> names(String section) {
		ConfigurationPropertyName key = ROOT.append(section);
		String requiredKey = requiredKey(section);
		refuseSingleValue(key, key + ".<name>." + requiredKey);
		if (value(key) == null && !hasNestedKeys(key)) {
			return Set.of();
		}
		Set<String> names = Binder.get(this.environment)
			.bind(key, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet();
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
			throw new InvalidSettingException(section.toString(), value, "is a value where a section is expected",
					"Write for example " + exampleKey + ".");
		}
	}

	// Without this check Spring Boot 4.0 would report a missing converter instead
	private void refuseEmptyEntry(ConfigurationPropertyName entry, String requiredKey) {
		if (value(entry) != null && value(entry.append("address")) == null && !hasNestedKeys(entry)) {
			throw new InvalidSettingException(entry + "." + requiredKey, null, "is missing",
					"Write where to bind or connect, for example tcp://*:5555 or tcp://localhost:5555.");
		}
	}

	private static String requiredKey(String section) {
		if (section.endsWith(".workers")) {
			return "push.address";
		}
		return switch (section) {
			case "workers" -> "pull.address";
			case "controllers" -> "workers.<pool>.push.address";
			default -> "address";
		};
	}

	private boolean hasNestedKeys(ConfigurationPropertyName section) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.containsDescendantOf(section) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

	private @Nullable Object value(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return Objects.requireNonNull(property.getValue());
			}
		}
		return null;
	}

}
