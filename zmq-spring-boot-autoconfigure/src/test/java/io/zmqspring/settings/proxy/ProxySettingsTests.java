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

package io.zmqspring.settings.proxy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The settings of a proxy, their builder and their checks.
 */
class ProxySettingsTests {

	private static final String FRONTEND = "tcp://*:5557";

	private static final String BACKEND = "tcp://*:5558";

	@Test
	void builderHasTheDefaultsOfConfigurationFiles() {
		assertThat(ProxySettings.of(ProxyType.PUB_SUB, FRONTEND, BACKEND)).isEqualTo(
				bind(Map.of("type", "pub-sub", "frontend.address", FRONTEND, "backend.address", BACKEND)).validate());
	}

	@Test
	void everyComponentHasASetterAndIsKeptByMutate() {
		ProxySettings settings = ProxySettings.builder(ProxyType.PUB_SUB)
			.type(ProxyType.PUSH_PULL)
			.frontend((frontend) -> frontend.address(FRONTEND).highWaterMark(1))
			.backend((backend) -> backend.address(BACKEND).bind(true).highWaterMark(2))
			.capture((capture) -> capture.address("inproc://copies").highWaterMark(3))
			.build();
		assertThat(settings)
			.isEqualTo(new ProxySettings(ProxyType.PUSH_PULL, PipeSettings.builder(FRONTEND).highWaterMark(1).build(),
					PipeSettings.builder(BACKEND).bind(true).highWaterMark(2).build(),
					PipeSettings.builder("inproc://copies").highWaterMark(3).build()));
		assertThat(settings.mutate().build()).isEqualTo(settings);
		assertThat(settings.mutate().capture((PipeSettings) null).build().capture()).isNull();
		assertThat(settings.toString()).contains("type=push-pull", "high-water-mark=1", "high-water-mark=3");
	}

	@ParameterizedTest
	@CsvSource({ "'type','',type", "'frontend.address','',frontend.address", "'backend.address','',backend.address",
			"'backend.high-water-mark','-1',backend.high-water-mark", "'capture.port','5559',capture.address",
			"'frontend.bind','false',frontend.address" })
	void valueThatIsMissingOrInvalidIsNamed(String key, String value, String named) {
		Map<String, String> values = new HashMap<>(
				Map.of("type", "pub-sub", "frontend.address", FRONTEND, "backend.address", BACKEND));
		if (value.isEmpty()) {
			values.remove(key);
		}
		else {
			values.put(key, value);
		}
		ProxySettings settings = bind(values);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(settings::validate)
			.withMessageContaining("'" + named + "'");
	}

	private static ProxySettings bind(Map<String, String> values) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		values.forEach((key, value) -> source.put("proxy." + key, value));
		return new Binder(source).bind("proxy", ProxySettings.class).get();
	}

}
