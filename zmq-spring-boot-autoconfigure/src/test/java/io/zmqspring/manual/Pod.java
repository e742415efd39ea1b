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

package io.zmqspring.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;

/**
 * A pod of the manual.
 *
 * @param spec what it consists of
 */
record Pod(JsonNode spec) {

	private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	/**
	 * Read a pod.
	 * @param name the name of the file
	 * @return the pod
	 */
	static Pod read(String name) {
		try {
			Object yaml = new Yaml().load(new ClassPathResource("manual/" + name).getInputStream());
			return new Pod(JsonMapper.shared().<JsonNode>valueToTree(yaml).path("spec"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The environment variables of a container.
	 * @param container its index
	 * @param directories returns the directory that takes the place of a volume
	 * @return the variables, with these directories instead of the mounted volumes
	 */
	Map<String, Object> variables(int container, Function<String, Path> directories) {
		Map<String, Object> variables = new LinkedHashMap<>();
		JsonNode contents = this.spec.path("containers").get(container);
		for (JsonNode variable : contents.path("env")) {
			String value = variable.path("value").asString();
			for (JsonNode mount : contents.path("volumeMounts")) {
				value = value.replace(mount.path("mountPath").asString(),
						directories.apply(mount.path("name").asString()).toString());
			}
			variables.put(variable.path("name").asString(), value);
		}
		return variables;
	}

	/**
	 * Prepare an application.
	 * @param variables its environment variables
	 * @return the application, not started
	 */
	static ApplicationContextRunner application(Map<String, Object> variables) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, variables)));
	}

}
