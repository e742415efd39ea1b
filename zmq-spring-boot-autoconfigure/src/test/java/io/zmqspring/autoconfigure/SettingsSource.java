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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Sources of settings as users write them, and the settings that are bound from them.
 */
final class SettingsSource {

	private SettingsSource() {
	}

	/**
	 * Bind the settings of one source, as the application does.
	 * @param source the source, the only one
	 * @return the settings
	 */
	static ZmqProperties bind(PropertySource<?> source) {
		return bind(environment(source));
	}

	static ZmqProperties bind(StandardEnvironment environment) {
		return Binder.get(environment, new EnvironmentVariableBinding(environment).apply(BindHandler.DEFAULT))
			.bindOrCreate("zmq", Bindable.of(ZmqProperties.class));
	}

	static StandardEnvironment environment(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((each) -> environment.getPropertySources().remove(each.getName()));
		environment.getPropertySources().addFirst(source);
		return environment;
	}

	static PropertySource<?> properties(Map<String, Object> properties) {
		return new MapPropertySource("properties", properties);
	}

	static PropertySource<?> variables(Map<String, Object> properties, UnaryOperator<String> convertDashes) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				properties.entrySet()
					.stream()
					.collect(Collectors.toMap((entry) -> convertDashes.apply(entry.getKey())
						.replaceAll("[.\\[]", "_")
						.replace("]", "")
						.toUpperCase(Locale.ROOT), Map.Entry::getValue)));
	}

	static Map<String, Object> flat(String yaml) {
		MapPropertySource source = (MapPropertySource) yaml(yaml);
		return Stream.of(source.getPropertyNames())
			.collect(Collectors.toMap((name) -> name, (name) -> String.valueOf(source.getProperty(name))));
	}

	static PropertySource<?> yaml(String yaml) {
		try {
			return new YamlPropertySourceLoader()
				.load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.get(0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
