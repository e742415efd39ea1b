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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the page of all settings from the configuration metadata.
 */
final class PropertiesPage {

	private static final List<String> INTRODUCTION = List.of("# All settings", "",
			"<!-- Generated from the configuration metadata by PropertiesPageTests. Do not edit: change the javadoc of the settings. -->",
			"",
			"Every key with its type, default and meaning. [Settings](settings.md) describes where values come from, and how code sets them.",
			"The page is generated from the settings records; a test compares it with them.", "",
			"* `<name>` is the name of an entry, which you choose: lower-case letters, digits and dashes.",
			"* A *duration* is written `500ms`, `10s` or `1m`; a number without a unit is milliseconds. A *size* is written `64KB` or `16MB`.",
			"* A *list* is written as a YAML list, or as one text with commas.",
			"* A key without a default is absent unless you set it; its meaning says what happens then.");

	// The first section whose expression matches a key shows it
	private static final List<Section> SECTIONS = List.of(new Section("Tuning of each socket",
			"(zmq\\..*\\.socket\\.).*", "….socket.",
			"Publishers, subscribers, and each socket of a worker, pool or proxy have these keys below `socket.`; "
					+ "`zmq.defaults.socket.` sets them for all sockets."),
			new Section("Sockets of workers, pools and proxies",
					"(zmq\\..*\\.(?:push|pull|frontend|backend|capture)\\.).*",
					"….push.  ….pull.  ….frontend.  ….backend.  ….capture.",
					"A worker receives work with `pull` and sends results with `push`. "
							+ "A pool of a controller sends work with `push` and receives results with `pull`. "
							+ "A proxy receives with `frontend`, sends with `backend`, and publishes copies with `capture`."),
			new Section("Proxies", "(zmq\\.proxies\\.\\*\\.).*", "zmq.proxies.<name>.",
					"Each entry is a bean `ZmqProxy`: `hall` is `hallProxy`. It has a `frontend` and a `backend`, "
							+ "see the [sockets](#sockets-of-workers-pools-and-proxies), and [Proxies](proxies.md)."),
			new Section("Pools of a controller", "(zmq\\.controllers\\.\\*\\.workers\\.\\*\\.).*",
					"zmq.controllers.<name>.workers.<pool>.",
					"See also the [sockets](#sockets-of-workers-pools-and-proxies)."),
			new Section("Controllers", "(zmq\\.controllers\\.\\*\\.).*", "zmq.controllers.<name>.",
					"Each entry is a bean `ZmqController`, named after the entry: `kitchen` is `kitchenController`. "
							+ "It has at least one [pool](#pools-of-a-controller)."),
			new Section("Workers", "(zmq\\.workers\\.\\*\\.).*", "zmq.workers.<name>.",
					"Each entry is a bean `ZmqWorker`: `tea` is `teaWorker`. It has a `pull` and usually a `push`, "
							+ "see the [sockets](#sockets-of-workers-pools-and-proxies)."),
			new Section("Subscribers", "(zmq\\.subscribers\\.\\*\\.).*", "zmq.subscribers.<name>.",
					"Each entry is a bean `ZmqSubscriber`: `events` is `eventsSubscriber`. "
							+ "See also the [tuning of its socket](#tuning-of-each-socket)."),
			new Section("Publishers", "(zmq\\.publishers\\.\\*\\.).*", "zmq.publishers.<name>.",
					"Each entry is a bean `ZmqPublisher`: `events` is `eventsPublisher`. "
							+ "See also the [tuning of its socket](#tuning-of-each-socket)."),
			new Section("Defaults for all roles", "(zmq\\.defaults\\.).*", "zmq.defaults.",
					"Values for all roles that have the key and do not set it, see "
							+ "[The same value for all roles](settings.md#the-same-value-for-all-roles)."),
			new Section("Retries of listeners", "(zmq\\.listener\\.(?:retry|retries\\.\\*)\\.).*",
					"zmq.listener.retry.  zmq.listener.retries.<group>.",
					"`retry` holds for all listeners, a group of `retries` for those that name it, see "
							+ "[Errors](errors.md)."),
			new Section("Keys of CURVE", "(zmq\\.security\\.curve\\.\\*\\.).*", "zmq.security.curve.<name>.",
					"A role uses the keys of a section with `security: <name>`, see [Security](security.md)."),
			new Section("Users of PLAIN", "(zmq\\.security\\.plain\\.\\*\\.).*", "zmq.security.plain.<name>.",
					"A role uses the users of a section with `security: <name>`."),
			new Section("The application", "()zmq\\..*", "", "Keys that exist once."),
			new Section("Monitoring", "()management\\..*", "", "Keys of Spring Boot's actuator."));

	private static final List<String> ORDER = List.of("The application", "Retries of listeners",
			"Defaults for all roles", "Publishers", "Subscribers", "Workers", "Controllers", "Pools of a controller",
			"Proxies", "Sockets of workers, pools and proxies", "Tuning of each socket", "Keys of CURVE",
			"Users of PLAIN", "Monitoring");

	private final Map<String, Map<String, Row>> rows = new LinkedHashMap<>();

	private final Map<String, Map<String, String>> values = new TreeMap<>();

	PropertiesPage() {
		ORDER.forEach((title) -> this.rows.put(title, new TreeMap<>()));
		JsonNode metadata = metadata();
		metadata.path("properties").forEach(this::add);
		metadata.path("hints").forEach(this::addValues);
	}

	private static JsonNode metadata() {
		try {
			for (URL url : Collections.list(PropertiesPage.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				JsonNode metadata = JsonMapper.shared().readTree(url.openStream());
				if (metadata.toString().contains("\"zmq.enabled\"")) {
					return metadata;
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new IllegalStateException("No metadata");
	}

	private void add(JsonNode property) {
		String key = property.path("name").asString();
		String mapped = property.path("type").asString();
		if (mapped.startsWith("java.util.Map") && !mapped.endsWith("java.lang.String>")) {
			return;
		}
		for (Section section : SECTIONS) {
			Matcher matcher = Pattern.compile(section.expression()).matcher(key);
			if (matcher.matches()) {
				Row row = new Row(key.substring(matcher.group(1).length()), type(property),
						property.path("defaultValue").asString(""), property.path("description").asString());
				Row same = this.rows.get(section.title()).put(row.key(), row);
				assertThat(same).as("'%s' is the same everywhere", key).isIn(null, row);
				return;
			}
		}
		throw new IllegalStateException("No section for " + key);
	}

	private static String type(JsonNode property) {
		String type = property.path("type").asString();
		return switch (type.replaceFirst("<.*", "")) {
			case "java.util.Map" -> "texts by name";
			case "java.lang.Boolean" -> "`true`, `false`";
			case "java.lang.Integer", "java.lang.Double" -> "number";
			case "java.lang.String" -> "text";
			case "java.time.Duration" -> "duration";
			case "org.springframework.util.unit.DataSize" -> "size";
			case "java.util.List" -> type.contains("Class") ? "list of classes" : "list";
			default -> constants(type);
		};
	}

	private static String constants(String type) {
		return Arrays.stream(ClassUtils.resolveClassName(type, null).getEnumConstants())
			.map((constant) -> "`" + ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
			.collect(Collectors.joining(", "));
	}

	private void addValues(JsonNode hint) {
		String name = hint.path("name").asString();
		for (JsonNode value : hint.path("values")) {
			if (value.has("description")) {
				this.values.computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), (key) -> new LinkedHashMap<>())
					.put(value.path("value").asString(), value.path("description").asString());
			}
		}
	}

	List<String> lines() {
		List<String> lines = new ArrayList<>(INTRODUCTION);
		this.rows.forEach((title, section) -> {
			Section shown = SECTIONS.stream().filter((each) -> each.title().equals(title)).findFirst().orElseThrow();
			lines.addAll(List.of("", "## " + title, "", shown.text(), ""));
			String prefix = shown.prefix().isEmpty() ? "" : ": `" + shown.prefix().replace("  ", "` or `") + "` …";
			lines.add("| key" + prefix + " | type | default | meaning |");
			lines.add("|---|---|---|---|");
			section.values().forEach((row) -> lines.add(row.line()));
		});
		lines.addAll(List.of("", "## Values", ""));
		lines.addAll(List.of("| key | value | meaning |", "|---|---|---|"));
		this.values.forEach((key, meanings) -> meanings
			.forEach((value, meaning) -> lines.add("| `" + key + "` | `" + value + "` | " + escape(meaning) + " |")));
		return lines;
	}

	private static String escape(String text) {
		return text.replace("|", "\\|").replace("<", "&lt;").replaceAll("(\\w+://[^ ,:]+(?::\\d+)?|@\\w+)", "`$1`");
	}

	/**
	 * A section of the page.
	 *
	 * @param title its heading
	 * @param expression matches its keys; the first group is left out
	 * @param prefix what the group is shown as
	 * @param text what stands below the heading
	 */
	private record Section(String title, String expression, String prefix, String text) {

	}

	/**
	 * A row of a table.
	 *
	 * @param key the key, from the prefix of the section
	 * @param type its type
	 * @param value its default, empty for none
	 * @param meaning its description
	 */
	private record Row(String key, String type, String value, String meaning) {

		String line() {
			return "| `" + this.key + "` | " + this.type + " | " + (this.value.isEmpty() ? "" : "`" + this.value + "`")
					+ " | " + escape(this.meaning) + " |";
		}

	}

}
