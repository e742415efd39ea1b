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

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.zmqspring.settings.InvalidSettingException;

/**
 * Explains an {@link InvalidSettingException}, with the full key of the setting. It has
 * precedence over the analyzers of Spring Boot, whose analysis of the enclosing
 * {@link BindException} would name a constructor instead of the setting.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidSettingFailureAnalyzer extends ZmqFailureAnalyzer<InvalidSettingException> {

	private final @Nullable Environment environment;

	InvalidSettingFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String key = fullKey(rootFailure, cause);
		return analysis(subject(key, cause) + cause.problem(), action(key, cause), cause);
	}

	private String subject(String key, InvalidSettingException cause) {
		if (cause.key().isEmpty()) {
			return "";
		}
		return "The setting '" + key + "' "
				+ ((cause.value() != null) ? "with the value '" + cause.value() + "'" + origin(key) + " " : "");
	}

	private String origin(String key) {
		if (this.environment != null && ConfigurationPropertyName.isValid(key)) {
			ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				if (property != null) {
					return (property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
				}
			}
		}
		return "";
	}

	private static String action(String key, InvalidSettingException cause) {
		String action = sentence(cause.action());
		// An environment variable cannot express the dashes of an entry name
		boolean hasVariable = cause.value() == null && key.endsWith(".address") && !key.contains("-");
		return hasVariable ? action + " The key may also be an environment variable: "
				+ key.replace('.', '_').toUpperCase(Locale.ROOT) + "." : action;
	}

	private static String fullKey(Throwable rootFailure, InvalidSettingException cause) {
		BindException innermost = null;
		for (Throwable ex = rootFailure; ex != null; ex = ex.getCause()) {
			if (ex instanceof BindException bindException) {
				innermost = bindException;
			}
		}
		return (innermost != null) ? innermost.getName() + "." + cause.key() : cause.key();
	}

}
