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

package io.zmqspring.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration metadata of this module, which editors show.
 */
class TestMetadataTests {

	@Test
	void transportIsDescribed() throws Exception {
		JsonNode property = own();
		assertThat(property.path("type").asString()).isEqualTo(Transport.class.getName());
		assertThat(property.path("defaultValue").asString()).isEqualTo(AutoConfigureZmqTest.class.getMethod("transport")
			.getDefaultValue()
			.toString()
			.toLowerCase(Locale.ROOT));
		assertThat(property.path("description").asString()).endsWith(".");
	}

	private static JsonNode own() throws IOException {
		Enumeration<URL> files = Transport.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json");
		while (files.hasMoreElements()) {
			try (InputStream file = files.nextElement().openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(file).path("properties")) {
					if (property.path("name").asString().equals(ZmqTestAutoConfiguration.TRANSPORT)) {
						return property;
					}
				}
			}
		}
		throw new AssertionError("No metadata of " + ZmqTestAutoConfiguration.TRANSPORT);
	}

}
