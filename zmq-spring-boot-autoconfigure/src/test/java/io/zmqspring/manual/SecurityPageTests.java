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
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of limits in {@code docs/security.md}. Its filter chains are tested by
 * {@code EndpointSecurityTests}.
 */
class SecurityPageTests {

	@Test
	void limitsHaveTheDefaultsOfTheTable() throws IOException {
		Map<String, String> limits = limits();
		assertThat(limits).hasSize(6);
		Map<String, String> defaults = defaults();
		limits.forEach((key, value) -> assertThat(defaults).as(key)
			.containsEntry(key.replace("….", "zmq.subscribers.*."), value));
	}

	private static Map<String, String> limits() {
		Map<String, String> limits = new HashMap<>();
		for (String line : Page.read(Page.ROOT.resolve("docs/security.md")).prose()) {
			if (line.matches("\\| `(zmq|…)\\..*\\| `.*")) {
				String[] cells = line.split("`");
				limits.put(cells[1], cells[3]);
			}
		}
		return limits;
	}

	private static Map<String, String> defaults() throws IOException {
		try (InputStream metadata = SecurityPageTests.class.getClassLoader()
			.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
			Map<String, String> defaults = new HashMap<>();
			for (JsonNode property : JsonMapper.shared().readTree(metadata).path("properties")) {
				defaults.put(property.path("name").asString(), property.path("defaultValue").asString(""));
			}
			return defaults;
		}
	}

}
