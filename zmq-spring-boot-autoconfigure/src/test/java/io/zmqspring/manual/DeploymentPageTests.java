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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifest of {@code docs/deployment.md}: its variables are settings, and its parts
 * fit together.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeploymentPageTests {

	private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	private static final Pattern ENTRY = Pattern.compile("ZMQ_(PUBLISHER|SUBSCRIBER)S_([A-Z]+)_ADDRESS");

	private final List<JsonNode> objects = objects();

	@Test
	void containersStartWithTheirVariablesAndPassAMessage(CapturedOutput output) {
		int port = FreePort.find();
		run("prices", port, (prices) -> run("shop", port, (shop) -> {
			ZmqPublisher publisher = prices.getBean(ZmqPublisher.class);
			assertThat(publisher.awaitSubscriber("price", Duration.ofSeconds(30))).isTrue();
			publisher.publish("12.50", "price");
			EventsApplication.await().until(() -> shop.getBean(ZmqSubscriber.class).stats().received() == 1);
			assertThat(publisher.settings().linger()).isEqualTo(Duration.ofSeconds(2));
			assertThat(shop.getBean(ZmqSubscriber.class).settings().shutdownTimeout()).isEqualTo(Duration.ofSeconds(8));
		}));
		assertThat(output).as("warnings about variables and time-outs").doesNotContain("WARN");
	}

	private void run(String name, int port, Consumer<ApplicationContext> check) {
		Map<String, Object> variables = new LinkedHashMap<>(serviceLinks());
		variables(name).forEach((variable, value) -> variables.put(variable,
				value.replace("//prices:5555", "//127.0.0.1:" + port).replace(":5555", ":" + port)));
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, variables)));
		(name.equals("shop") ? runner.withBean(Prices.class) : runner).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ZmqRole.class);
			Duration phase = Binder.get(context.getEnvironment())
				.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
				.get();
			assertThat(phase.multipliedBy(3)).as("the three phases of a shutdown")
				.isLessThan(Duration.ofSeconds(pod(name).path("terminationGracePeriodSeconds").asInt()));
			check.accept(context);
		});
	}

	@Test
	void connectedAddressesNameAServiceAndAPortThatAContainerBinds() {
		List<String> connected = new ArrayList<>();
		for (String name : List.of("prices", "shop")) {
			variables(name).forEach((variable, value) -> {
				Matcher entry = ENTRY.matcher(variable);
				if (entry.matches() && entry.group(1).equals("SUBSCRIBER")) {
					connected.add(value);
				}
			});
		}
		assertThat(connected).hasSize(1).allSatisfy((address) -> {
			Endpoint endpoint = Endpoint.parse(address, null);
			JsonNode service = object("Service", endpoint.host());
			assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(endpoint.port());
			JsonNode container = container(service.at("/spec/selector/app").asString());
			String named = service.at("/spec/ports/0/targetPort").asString();
			assertThat(container.path("ports")).anySatisfy((port) -> {
				assertThat(port.path("name").asString()).isEqualTo(named);
				assertThat(variables(endpoint.host())).containsValue("tcp://*:" + port.path("containerPort").asInt());
			});
		});
	}

	@Test
	void labelsSelectPodsAndProbesNamePorts() {
		for (String name : List.of("prices", "shop")) {
			JsonNode deployment = object("Deployment", name);
			assertThat(deployment.at("/spec/selector/matchLabels"))
				.isEqualTo(deployment.at("/spec/template/metadata/labels"));
			for (String probe : List.of("liveness", "readiness")) {
				JsonNode request = container(name).path(probe + "Probe").path("httpGet");
				assertThat(request.path("path").asString()).isEqualTo("/actuator/health/" + probe);
				assertThat(container(name).path("ports"))
					.anyMatch((port) -> port.path("name").equals(request.path("port")));
			}
		}
		JsonNode policy = object("NetworkPolicy", "prices").path("spec");
		assertThat(policy.at("/podSelector/matchLabels/app").asString()).isEqualTo("prices");
		assertThat(policy.at("/ingress/0/from/0/podSelector/matchLabels/app").asString()).isEqualTo("shop");
		assertThat(policy.at("/ingress/0/ports/0/port"))
			.isEqualTo(object("Service", "prices").at("/spec/ports/0/port"));
	}

	// What Kubernetes puts into each pod for each service, and for one called like a
	// section
	private Map<String, Object> serviceLinks() {
		Map<String, Object> links = new LinkedHashMap<>();
		for (String service : List.of("PRICES", "ZMQ_PUBLISHERS", "ZMQ_SUBSCRIBERS_PRICES")) {
			links.putAll(Map.of(service + "_SERVICE_HOST", "10.0.0.1", service + "_SERVICE_PORT", "5555",
					service + "_PORT", "tcp://10.0.0.1:5555", service + "_PORT_5555_TCP_ADDR", "10.0.0.1"));
		}
		return links;
	}

	private Map<String, String> variables(String name) {
		Map<String, String> variables = new LinkedHashMap<>();
		container(name).path("env")
			.forEach((variable) -> variables.put(variable.path("name").asString(), variable.path("value").asString()));
		assertThat(variables.keySet()).allSatisfy((key) -> assertThat(key).isEqualTo(key.toUpperCase(Locale.ROOT)));
		return variables;
	}

	private JsonNode container(String name) {
		return pod(name).path("containers").get(0);
	}

	private JsonNode pod(String name) {
		return object("Deployment", name).at("/spec/template/spec");
	}

	private JsonNode object(String kind, String name) {
		List<JsonNode> found = this.objects.stream()
			.filter((object) -> object.path("kind").asString().equals(kind)
					&& object.at("/metadata/name").asString().equals(name))
			.toList();
		assertThat(found).as("%s %s", kind, name).hasSize(1);
		return found.get(0);
	}

	private static List<JsonNode> objects() {
		try {
			String manifest = new ClassPathResource("manual/kubernetes.yaml")
				.getContentAsString(StandardCharsets.UTF_8);
			List<JsonNode> objects = new ArrayList<>();
			new Yaml().loadAll(manifest).forEach((object) -> objects.add(JsonMapper.shared().valueToTree(object)));
			return objects;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	static class Prices {

		@ZmqListener("price")
		void on(String price) {
		}

	}

}
