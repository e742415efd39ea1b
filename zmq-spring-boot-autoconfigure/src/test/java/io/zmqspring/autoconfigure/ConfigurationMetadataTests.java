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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.message.ZmqMessageConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration metadata of the built module, which editors show: every key of every
 * settings record has its type, default and description.
 */
class ConfigurationMetadataTests {

	private static final JsonNode METADATA = read();

	private static final Map<String, JsonNode> PROPERTIES = byName("properties");

	private static final Map<String, JsonNode> HINTS = byName("hints");

	private static JsonNode read() {
		String file = "META-INF/spring-configuration-metadata.json";
		try {
			Path module = Path.of(URI
				.create(String.valueOf(ZmqProperties.class.getProtectionDomain().getCodeSource().getLocation())));
			if (Files.isDirectory(module)) {
				return JsonMapper.shared().readTree(Files.readString(module.resolve(file)));
			}
			try (ZipFile jar = new ZipFile(module.toFile());
					InputStream entry = jar.getInputStream(jar.getEntry(file))) {
				return JsonMapper.shared().readTree(entry);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, JsonNode> byName(String section) {
		Map<String, JsonNode> byName = new HashMap<>();
		METADATA.path(section).forEach((node) -> byName.put(node.path("name").asString(), node));
		return byName;
	}

	static Stream<Key> keys() {
		List<Key> keys = new ArrayList<>();
		collect("zmq", ZmqProperties.class, keys);
		return keys.stream();
	}

	// The asterisk stands for the name of an entry
	private static void collect(String prefix, Class<?> type, List<Key> keys) {
		Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
		RecordComponent[] components = type.getRecordComponents();
		for (int i = 0; i < components.length; i++) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(components[i].getName());
			ResolvableType component = ResolvableType.forMethodReturnType(components[i].getAccessor());
			Class<?> resolved = component.resolve(Object.class);
			if (resolved.isRecord()) {
				collect(name, resolved, keys);
				continue;
			}
			DefaultValue defaultValue = parameters[i].getAnnotation(DefaultValue.class);
			keys.add(new Key(name, resolved,
					(defaultValue != null && defaultValue.value().length > 0) ? defaultValue.value()[0] : null));
			if (resolved == Map.class && component.getGeneric(1).resolve(Object.class).isRecord()) {
				collect(name + ".*", component.getGeneric(1).resolve(Object.class), keys);
			}
		}
	}

	@Test
	void everyRoleIsCovered() {
		assertThat(keys().map(Key::name)).contains("zmq.enabled", "zmq.context.io-threads",
				"zmq.defaults.socket.max-connections", "zmq.publishers.*.heartbeat.interval",
				"zmq.subscribers.*.socket.ipv6", "zmq.workers.*.pull.address",
				"zmq.controllers.*.workers.*.push.socket.max-message-size", "zmq.proxies.*.frontend.address");
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyHasTypeDefaultAndDescription(Key key) {
		JsonNode property = PROPERTIES.get(key.name());
		assertThat(property).as(key.name()).isNotNull();
		assertThat(property.path("description").asString("")).as("Description of " + key.name())
			.matches("[A-Z].*\\.")
			.doesNotContain("{@", "<");
		assertThat(property.path("type").asString("").replaceFirst("<.*", "").replace('$', '.'))
			.as("Type of " + key.name())
			.isEqualTo(ClassUtils.resolvePrimitiveIfNecessary(key.type()).getCanonicalName());
		JsonNode value = property.get("defaultValue");
		assertThat((value != null) ? value.asString() : null).as("Default of " + key.name())
			.isEqualTo(key.defaultValue());
	}

	@Test
	void metadataHasNoOtherKeys() {
		List<String> known = keys().map(Key::name).toList();
		assertThat(PROPERTIES.keySet()).filteredOn((name) -> name.startsWith("zmq."))
			.containsExactlyInAnyOrderElementsOf(known);
		assertThat(PROPERTIES).containsKeys("management.endpoint.zmq.access", "management.health.zmq.enabled");
	}

	static Stream<Key> enums() {
		return keys().filter((key) -> key.type().isEnum());
	}

	@ParameterizedTest
	@MethodSource("enums")
	void hintsDescribeEveryConstant(Key key) {
		List<String> constants = Arrays.stream(key.type().getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
		assertThat(values(key)).extracting((value) -> value.path("value").asString())
			.containsExactlyInAnyOrderElementsOf(constants);
		assertThat(values(key))
			.allSatisfy((value) -> assertThat(value.path("description").asString("")).matches("[A-Z].*\\."));
	}

	static Stream<Key> durations() {
		return keys().filter((key) -> key.type() == Duration.class);
	}

	@ParameterizedTest
	@MethodSource("durations")
	void hintsShowHowADurationIsWritten(Key key) {
		assertThat(values(key)).extracting((value) -> value.path("value").asString()).contains("500ms", "10s", "1m");
		assertThat(provider(key)).isEqualTo("any");
	}

	static Stream<Key> converters() {
		return keys().filter((key) -> key.name().endsWith(".converter"));
	}

	@ParameterizedTest
	@MethodSource("converters")
	void hintsOfferBeansOfTheType(Key key) {
		assertThat(provider(key)).isEqualTo("spring-bean-reference");
		assertThat(HINTS.get(key.name()).at("/providers/0/parameters/target").asString())
			.isEqualTo(ZmqMessageConverter.class.getName());
	}

	static Stream<Key> permissions() {
		return keys().filter((key) -> key.name().endsWith(".ipc-permissions"));
	}

	@ParameterizedTest
	@MethodSource("permissions")
	void hintsOfferPermissions(Key key) {
		assertThat(values(key)).isNotEmpty()
			.allSatisfy((value) -> assertThat(PosixFilePermissions.fromString(value.path("value").asString()))
				.contains(PosixFilePermission.OWNER_WRITE));
		assertThat(provider(key)).isEqualTo("any");
	}

	@Test
	void hintsNameExistingKeys() {
		assertThat(PROPERTIES)
			.containsKeys(HINTS.keySet().stream().filter((name) -> name.startsWith("zmq.")).toArray(String[]::new));
	}

	private static List<JsonNode> values(Key key) {
		assertThat(HINTS).containsKey(key.name());
		return StreamSupport.stream(HINTS.get(key.name()).path("values").spliterator(), false).toList();
	}

	private static String provider(Key key) {
		assertThat(HINTS).containsKey(key.name());
		return HINTS.get(key.name()).at("/providers/0/name").asString();
	}

	/**
	 * A key of the settings.
	 *
	 * @param name the full key
	 * @param type its type
	 * @param defaultValue its default, as written in configuration
	 */
	record Key(String name, Class<?> type, @Nullable String defaultValue) {

	}

}
