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

package io.zmqspring.test.address;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.autoconfigure.settings.EffectiveSettings;
import io.zmqspring.settings.InvalidSettingException;

/**
 * The settings that the roles of an application would have without the test: those that
 * are configured, with its connection details and customizers, which are called once more
 * for that.
 *
 * @param properties the configured settings
 * @param effective makes those with which the roles would be created
 * @since 0.1
 */
public record ProductionSettings(ZmqProperties properties, Supplier<EffectiveSettings> effective) {

	/**
	 * The sockets of the application.
	 * @return all of them; as they are configured if the settings are not valid
	 */
	List<ApplicationSocket> sockets() {
		try {
			EffectiveSettings settings = this.effective.get();
			return ApplicationSocket.of(of(this.properties.publishers(), settings::publisher),
					of(this.properties.subscribers(), settings::subscriber),
					of(this.properties.workers(), settings::worker),
					of(this.properties.controllers(), settings::controller),
					of(this.properties.proxies(), settings::proxy));
		}
		catch (InvalidSettingException ex) {
			// The start fails because of it when the roles are created
			return ApplicationSocket.of(this.properties.publishers(), this.properties.subscribers(),
					this.properties.workers(), this.properties.controllers(), this.properties.proxies());
		}
	}

	private static <T> Map<String, T> of(Map<String, T> configured, Function<String, @Nullable T> effective) {
		Map<String, T> settings = new TreeMap<>();
		configured.forEach((name, unused) -> {
			T found = effective.apply(name);
			if (found != null) {
				settings.put(name, found);
			}
		});
		return settings;
	}

}
