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
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.autoconfigure.ZmqProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A listing of {@code application.yml}: all keys must be known, and the settings of
 * ZeroMQ valid.
 */
final class YamlKeys {

	private static final List<Pattern> KNOWN = known();

	private final List<PropertySource<?>> documents;

	YamlKeys(List<String> lines) {
		byte[] yaml = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
		try {
			this.documents = new YamlPropertySourceLoader().load("listing", new ByteArrayResource(yaml));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void assertKnown() {
		assertThat(this.documents).isNotEmpty();
		for (PropertySource<?> document : this.documents) {
			String[] keys = ((EnumerablePropertySource<?>) document).getPropertyNames();
			assertThat(keys).isNotEmpty()
				.allSatisfy((key) -> assertThat(KNOWN).as("the metadata of '%s'", key)
					.anyMatch((known) -> known.matcher(key.replaceAll("\\[\\d+]", "")).matches()));
			StandardEnvironment environment = new StandardEnvironment();
			environment.getPropertySources().addFirst(document);
			ConfigurationPropertySources.attach(environment);
			Binder.get(environment).bindOrCreate("zmq", Bindable.of(ZmqProperties.class));
		}
	}

	private static List<Pattern> known() {
		List<Pattern> known = new ArrayList<>();
		try {
			for (URL url : Collections
				.list(YamlKeys.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
				JsonNode metadata = JsonMapper.shared().readTree(url.openStream());
				metadata.path("properties").forEach((property) -> known.add(pattern(property)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return known;
	}

	// An asterisk stands for the name of an entry
	private static Pattern pattern(JsonNode property) {
		String name = property.path("name").asString().replace(".", "\\.").replace("*", "[^.]+");
		String type = property.path("type").asString("");
		boolean hasTexts = type.startsWith("java.util.Map")
				&& (!name.startsWith("zmq") || type.equals("java.util.Map<java.lang.String,java.lang.String>"));
		return Pattern.compile(hasTexts ? name + "\\..+" : name);
	}

}
