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

package io.zmqspring.autoconfigure.actuate;

import java.util.Locale;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.zmqspring.support.SecretText;

/**
 * Auto-configuration that hides secrets below {@code zmq} in the endpoints {@code env}
 * and {@code configprops}, even with {@code show-values: always}.
 *
 * @since 0.1
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class ZmqSanitizingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "zmqSanitizingFunction")
	SanitizingFunction zmqSanitizingFunction() {
		// Names of environment variables have no dots
		return SanitizingFunction.sanitizeValue()
			.ifKeyMatches((key) -> key.regionMatches(true, 0, "zmq", 0, 3)
					&& (SecretText.isSecret(key) || isPasswordOfUser(key)));
	}

	// zmq.security.plain.<name>.users.<user>
	private static boolean isPasswordOfUser(String key) {
		String normalized = key.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
		return normalized.startsWith("zmqsecurityplain") && normalized.contains("users");
	}

}
