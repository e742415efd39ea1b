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
 * Finds which entries a section has, before they are bound: their beans have to be
 * registered early.
 */
final class ConfiguredEntries {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("zmq");

	private final Environment environment;

	ConfiguredEntries(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The names of the entries of a section.
	 * @param section the section below {@code zmq}
	 * @return the names, checked
	 * @throws InvalidSettingException if the section or an entry is a value instead of a
	 * section, or a name cannot be used
	 */
	Set<String> names(String section) {
		ConfigurationPropertyName key = ROOT.append(section);
		refuseValue(key, key + ".<name>." + firstKey(section));
		if (value(key) == null && !hasKeys(key)) {
			return Set.of();
		}
		Set<String> names = Binder.get(this.environment)
			.bind(key, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet();
		EntryNames.check(key.toString(), names);
		String first = firstKey(section);
		for (String name : names) {
			ConfigurationPropertyName entry = key.append(name);
			refuseValue(entry, entry + "." + first);
			refuseNothing(entry, first);
		}
		return names;
	}

	private void refuseValue(ConfigurationPropertyName section, String instead) {
		Object value = value(section);
		if (!ObjectUtils.isEmpty(value)) {
			throw new InvalidSettingException(section.toString(), value, "is a value where a section is expected",
					"Write for example " + instead + ".");
		}
	}

	// Boot 4.0 would complain of a missing converter from text to settings
	private void refuseNothing(ConfigurationPropertyName entry, String firstKey) {
		if (value(entry) != null && value(entry.append("address")) == null && !hasKeys(entry)) {
			throw new InvalidSettingException(entry + "." + firstKey, null, "is missing",
					"Write where to bind or connect, for example tcp://*:5555 or tcp://localhost:5555.");
		}
	}

	private static String firstKey(String section) {
		if (section.endsWith(".workers")) {
			return "push.address";
		}
		return switch (section) {
			case "workers" -> "pull.address";
			case "controllers" -> "workers.<pool>.push.address";
			default -> "address";
		};
	}

	private boolean hasKeys(ConfigurationPropertyName entry) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.containsDescendantOf(entry) == ConfigurationPropertyState.PRESENT) {
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
