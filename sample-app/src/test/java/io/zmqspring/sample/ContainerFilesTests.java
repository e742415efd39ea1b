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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.test.address.FreePorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Builds the image of the Containerfile and checks the compose file, both without an
 * engine. Needs the jar, so that Maven runs these tests after it has been packaged.
 */
class ContainerFilesTests {

	private static final Path JAR = Path.of("target", "sample-app.jar");

	private static final Set<String> OTHER_VARIABLES = Set.of("SPRING_PROFILES_ACTIVE", "ZMQ_PUB_TOPICS");

	private static final String REPLAY = "ZMQ_REPLAY_ENDPOINT";

	private final Map<String, Map<String, Object>> services = services();

	@Test
	void imageOfTheContainerfileStartsAndStopsOnTheSignalOfAnEngine(@TempDir Path root) throws Exception {
		assertThat(JAR).as("the jar; build it with mvn -q -Pquick package").exists();
		ContainerBuild build = new ContainerBuild(Path.of("Containerfile"), Path.of("."), root);
		assertThat(build.last("USER")).as("a user without rights").matches("[1-9]\\d*");
		assertThat(build.filesOfTheImage()).contains("sample-app.jar")
			.anyMatch((file) -> file.matches("lib/zmq-spring-boot-autoconfigure-.*\\.jar"));
		ProcessBuilder entryPoint = build.entryPoint();
		entryPoint.environment().putAll(onThisMachine(environment("camera")));
		entryPoint.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
		Path log = root.resolve("camera.log");
		Process camera = entryPoint.redirectOutput(log.toFile()).start();
		try {
			await().atMost(Duration.ofSeconds(60))
				.until(() -> !camera.isAlive() || Files.readString(log).contains("Tomcat started on port"));
			assertThat(camera.isAlive()).as(Files.readString(log)).isTrue();
			camera.destroy();
			assertThat(camera.waitFor(30, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
			assertThat(Files.readString(log)).contains("Publisher 'camera' is bound to")
				.doesNotContain("also publishes to");
		}
		finally {
			camera.destroyForcibly();
		}
	}

	@Test
	void everyServiceSetsExactlyTheVariablesOfItsProfile() throws IOException {
		assertThat(this.services.keySet()).containsExactlyInAnyOrder("camera", "dashboard", "controller", "worker");
		for (String service : this.services.keySet()) {
			Map<String, String> environment = environment(service);
			Map<String, Object> sample = map(yaml(profile(environment.get("SPRING_PROFILES_ACTIVE"))).get("sample"));
			Set<String> expected = new TreeSet<>();
			map(sample.get("required-variables"))
				.forEach((variable, description) -> expected.add(variable.replaceAll("[\\[\\]]", "")));
			Set<String> variables = new TreeSet<>(environment.keySet());
			variables.removeAll(OTHER_VARIABLES);
			variables.remove(REPLAY);
			assertThat(variables).as(service).isEqualTo(expected);
		}
	}

	@Test
	void everyVariableIsTheValueOfASetting() throws IOException {
		for (String service : this.services.keySet()) {
			Map<String, String> environment = environment(service);
			String settings = Files.readString(profile(environment.get("SPRING_PROFILES_ACTIVE")));
			assertThat(environment.keySet()).filteredOn((variable) -> !OTHER_VARIABLES.contains(variable))
				.allSatisfy((variable) -> assertThat(settings).as(service)
					.contains(": ${" + variable + (variable.equals(REPLAY) ? ":}" : "}")));
		}
	}

	@Test
	void everyConnectedEndpointIsBoundByTheNamedService() {
		Map<String, String> bound = new TreeMap<>();
		endpoints((service, endpoint) -> {
			if (endpoint.isWildcard()) {
				assertThat(bound.put(service + ":" + endpoint.port(), service)).isNull();
			}
		});
		assertThat(bound).hasSize(7);
		endpoints((service, endpoint) -> {
			if (!endpoint.isWildcard()) {
				assertThat(bound).as(service).containsKey(endpoint.host() + ":" + endpoint.port());
			}
		});
	}

	@Test
	void topicsFollowTheRuleAndAreSubscribedToWhereTheyArePublished() {
		Map<String, String> published = new LinkedHashMap<>();
		for (String service : this.services.keySet()) {
			for (String topic : topics(service, "ZMQ_PUB_TOPICS")) {
				assertThat(published.put(topic, service)).isNull();
				assertThat(topic).matches("[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*");
			}
		}
		for (String service : this.services.keySet()) {
			for (String topic : topics(service, "ZMQ_SUB_TOPICS")) {
				assertThat(environment(service).get("ZMQ_SUB_ENDPOINT")).contains("//" + published.get(topic) + ":");
			}
		}
	}

	private void endpoints(BiConsumer<String, Endpoint> visitor) {
		this.services.keySet().forEach((service) -> environment(service).forEach((variable, value) -> {
			if (variable.endsWith("_ENDPOINT")) {
				visitor.accept(service, Endpoint.parse(value, null));
			}
		}));
	}

	private List<String> topics(String service, String variable) {
		String topics = environment(service).get(variable);
		return (topics != null) ? List.of(topics.split(",")) : List.of();
	}

	private Map<String, String> environment(String service) {
		Map<String, String> environment = new TreeMap<>();
		map(this.services.get(service).get("environment"))
			.forEach((variable, value) -> environment.put(variable, String.valueOf(value)));
		return environment;
	}

	private static Map<String, String> onThisMachine(Map<String, String> environment) {
		Map<String, String> result = new TreeMap<>(environment);
		for (Map.Entry<String, String> variable : result.entrySet()) {
			if (variable.getKey().endsWith("_ENDPOINT")) {
				variable.setValue("tcp://127.0.0.1:" + FreePorts.find());
			}
		}
		return result;
	}

	private static Path profile(String profile) {
		return Path.of("src", "main", "resources", "application-" + profile + ".yml");
	}

	private static Map<String, Map<String, Object>> services() {
		try {
			Map<String, Map<String, Object>> services = new LinkedHashMap<>();
			map(yaml(Path.of("compose.yaml")).get("services")).forEach((name, value) -> services.put(name, map(value)));
			return services;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> yaml(Path file) throws IOException {
		return map(new Yaml().load(Files.readString(file)));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		assertThat(value).isInstanceOf(Map.class);
		return (Map<String, Object>) value;
	}

}
