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

package io.zmqspring.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.yaml.snakeyaml.Yaml;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Compares the Grafana dashboard and the Prometheus alerts in the documentation with the
 * series that a running application exposes to Prometheus.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "zmq.subscribers.dashboard.latency-class=control", "zmq.publishers.guarded.security=users",
				"zmq.publishers.guarded.address=tcp://127.0.0.1:0", "zmq.security.plain.users.users.bob=secret" })
class MonitoringFilesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern SERIES = Pattern.compile("\\bzmq_\\w+");

	private final Environment environment;

	private final ZmqPublisher dashboardPublisher;

	private final ZmqPublisher guardedPublisher;

	private final JsonMapper json;

	@Autowired
	MonitoringFilesTests(Environment environment, ZmqPublisher dashboardPublisher, ZmqPublisher guardedPublisher,
			JsonMapper json) {
		this.environment = environment;
		this.dashboardPublisher = dashboardPublisher;
		this.guardedPublisher = guardedPublisher;
		this.json = json;
	}

	@Test
	void seriesOfTheDashboardExist() throws IOException {
		Set<String> used = series(dashboard().findValuesAsString("expr"));
		assertThat(used).hasSizeGreaterThan(12);
		failOnce();
		await().untilAsserted(() -> assertThat(series(List.of(scrape()))).containsAll(used));
	}

	@Test
	void seriesOfTheAlertsExist() throws IOException {
		Set<String> used = series(rules().stream().map((rule) -> String.valueOf(rule.get("expr"))).toList());
		assertThat(used).hasSizeGreaterThan(5);
		failOnce();
		denyOnce();
		await().untilAsserted(() -> assertThat(series(List.of(scrape()))).containsAll(used));
	}

	@Test
	void dashboardCanBeImported() throws IOException {
		JsonNode dashboard = dashboard();
		assertThat(dashboard.at("/__inputs/0/name").asString()).isEqualTo("DS_PROMETHEUS");
		assertThat(dashboard.get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
		List<JsonNode> panels = new ArrayList<>();
		dashboard.get("panels").forEach(panels::add);
		assertThat(panels).extracting((panel) -> panel.get("id").asInt()).doesNotHaveDuplicates();
		assertThat(panels).filteredOn((panel) -> !panel.get("type").asString().equals("row"))
			.isNotEmpty()
			.allSatisfy((panel) -> {
				assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${DS_PROMETHEUS}");
				assertThat(panel.get("description").asString()).isNotBlank();
			});
	}

	@Test
	void everyAlertHasASummaryAndADescription() throws IOException {
		assertThat(rules()).isNotEmpty()
			.allSatisfy((rule) -> assertThat(rule.get("annotations"))
				.asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
				.hasEntrySatisfying("summary", (text) -> assertThat(text).isNotBlank())
				.hasEntrySatisfying("description", (text) -> assertThat(text).isNotBlank()));
		assertThat(rules()).extracting((rule) -> rule.get("alert")).doesNotHaveDuplicates();
	}

	/** The counter of failures is registered with the first failure. */
	private void failOnce() {
		assertThatException().isThrownBy(() -> this.dashboardPublisher.publish("x", "invalid topic"));
	}

	/** The counter of denials is registered with the first denial. */
	private void denyOnce() {
		try (ZContext context = new ZContext()) {
			ZMQ.Socket socket = context.createSocket(SocketType.SUB);
			socket.setPlainUsername("mallory");
			socket.setPlainPassword("guess");
			// JeroMQ begins no handshake on about 1 of 100 fresh connections
			socket.setHandshakeIvl(1000);
			socket.connect(this.guardedPublisher.boundAddresses().get(0));
			await().until(() -> !this.guardedPublisher.stats().denied().isEmpty());
		}
	}

	private JsonNode dashboard() throws IOException {
		return this.json.readTree(Files.readString(DOCS.resolve("grafana-dashboard.json")));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rules() throws IOException {
		Map<String, List<Map<String, Object>>> file = new Yaml()
			.load(Files.readString(DOCS.resolve("prometheus-alerts.yml")));
		return file.get("groups")
			.stream()
			.flatMap((group) -> ((List<Map<String, Object>>) group.get("rules")).stream())
			.toList();
	}

	private static Set<String> series(List<String> texts) {
		return texts.stream()
			.flatMap((text) -> SERIES.matcher(text).results())
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Return all series, without the comments about them. */
	private String scrape() throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port")
				+ "/actuator/prometheus");
		Stream<String> lines = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
			.body();
		return lines.filter((line) -> !line.startsWith("#")).collect(Collectors.joining("\n"));
	}

}
