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

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a value below {@code zmq.security} that stands where further keys belong. It
 * may be a password, so it is not shown, as Spring Boot's own analyzer would do.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityValueFailureAnalyzer extends ZmqFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName SECURITY = ConfigurationPropertyName.of("zmq.security");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || !isBelow(property.getName()) || !hasKeys(cause)) {
			return null;
		}
		return analysis(
				"The setting '%s' (%s) has a value, but only keys below it can have one".formatted(property.getName(),
						property.getOrigin()),
				"Write '" + property.getName() + ".<name>', and the value behind it", cause);
	}

	private static boolean isBelow(ConfigurationPropertyName name) {
		return SECURITY.equals(name) || SECURITY.isAncestorOf(name);
	}

	private static boolean hasKeys(BindException cause) {
		Class<?> type = cause.getTarget().getType().resolve(Object.class);
		return Map.class.isAssignableFrom(type) || type.isRecord();
	}

}
