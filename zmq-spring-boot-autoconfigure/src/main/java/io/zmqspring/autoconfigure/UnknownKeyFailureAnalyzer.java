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

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.zmqspring.autoconfigure.entries.KnownKeys;
import io.zmqspring.support.SecretText;

/**
 * Explains an unknown key below {@code zmq}, and suggests the key that was probably
 * meant.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownKeyFailureAnalyzer extends ZmqFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("zmq");

	private static final ConfigurationPropertyName SECURITY = ConfigurationPropertyName.of("zmq.security");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		Set<String> problems = new LinkedHashSet<>();
		Set<String> actions = new LinkedHashSet<>();
		for (ConfigurationProperty property : cause.getUnboundProperties()) {
			if (!ROOT.isAncestorOf(property.getName())) {
				return null;
			}
			if ("".equals(property.getValue())) {
				problems.add("The setting '%s' (%s) has no value.".formatted(property.getName(), property.getOrigin()));
				actions.add("Write a value, or remove the key to use its default.");
				continue;
			}
			problems.add("The setting '%s' with the value '%s' (%s) is unknown.".formatted(property.getName(),
					shown(property), property.getOrigin()));
			actions.add(KeySuggestion.of(property.getName()));
		}
		return analysis(String.join("%n".formatted(), problems), String.join("%n".formatted(), actions), cause);
	}

	// The key is wrong, so a secret may stand at any place of it and be misspelt
	private static String shown(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		if (SECURITY.isAncestorOf(name) && name.getNumberOfElements() > SECURITY.getNumberOfElements() + 1) {
			return SecretText.HIDDEN;
		}
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			if (KnownKeys.resemblesSecret(name.getElement(i, Form.ORIGINAL))) {
				return SecretText.HIDDEN;
			}
		}
		return SecretText.withoutUserInfo(String.valueOf(property.getValue()));
	}

}
