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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Checks the environment variables that {@code sample.required-variables} lists, a map
 * from names to descriptions, and fails the start if one is missing or empty. Without
 * this check the start would fail later with an unresolvable placeholder.
 */
class RequiredVariables implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		Map<String, String> missing = new LinkedHashMap<>(Binder.get(environment)
			.bind("sample.required-variables", Bindable.mapOf(String.class, String.class))
			.orElse(Map.of()));
		missing.keySet().removeIf((variable) -> StringUtils.hasText(environment.getProperty(variable)));
		if (!missing.isEmpty()) {
			throw new MissingVariableException(missing, List.of(environment.getActiveProfiles()));
		}
	}

}
