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
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.ShellCommand;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/monitoring.md}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.config.location=classpath:manual/monitoring.yml", "management.endpoint.zmq.access=unrestricted" })
class MonitoringPageTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String ADDRESS = "localhost:8080/actuator";

	private final int port;

	private final Orders orders;

	private final ZmqPublisher publisher;

	private final ZmqSubscriber subscriber;

	@Autowired
	MonitoringPageTests(@LocalServerPort int port, Orders orders, ZmqPublisher publisher, ZmqSubscriber subscriber) {
		this.port = port;
		this.orders = orders;
		this.publisher = publisher;
		this.subscriber = subscriber;
	}

	@DynamicPropertySource
	static void addresses(DynamicPropertyRegistry registry) {
		int port = FreePort.find();
		registry.add("zmq.publishers.orders.address", () -> "tcp://*:" + port);
		registry.add("zmq.subscribers.orders.address", () -> "tcp://localhost:" + port);
	}

	@Test
	void healthHasTheDetailsThatThePageShows() throws Exception {
		publish();
		String health = ShellCommand.run("curl -s localhost:8080/actuator/health/zmq", this.port);
		String zmqPort = this.subscriber.addresses().get(0).replaceAll(".*:", "");
		String shown = new ClassPathResource("manual/health.json").getContentAsString(StandardCharsets.UTF_8);
		assertThat(withoutTimes(health.replace(":" + zmqPort, ":5555"))).isEqualTo(withoutTimes(shown));
		assertThat(ShellCommand.run("curl -s " + ADDRESS + "/health/zmq/publisher.orders", this.port)).contains("UP");
	}

	private static JsonNode withoutTimes(String json) {
		return JSON.readTree(json.replaceAll("(\"lastMessageAt\" ?: ?)\"[^\"]*\"", "$1\"then\"")
			.replaceAll("(\"(sent|received)\" ?: ?)\\d+", "$1 1"));
	}

	@Test
	void actionsPauseAndResumeASubscriber() {
		String pause = "curl -s -H 'Content-Type: application/json' -d '{\"action\": \"pause\"}' localhost:8080/actuator/zmq/subscriber/orders";
		String resume = "curl -s -H 'Content-Type: application/json' -d '{\"action\": \"resume\"}' localhost:8080/actuator/zmq/subscriber/orders";
		assertThat(state(ShellCommand.run(pause, this.port))).isEqualTo("PAUSED");
		assertThat(state(ShellCommand.run(resume, this.port))).isEqualTo("RUNNING");
	}

	private static String state(String role) {
		return JSON.readTree(role).path("state").asString();
	}

	@Test
	void metricsHaveTheTagsThatThePageUses() throws Exception {
		publish();
		String meter = ShellCommand
			.run("curl -s 'localhost:8080/actuator/metrics/zmq.messages.received?tag=name:orders'", this.port);
		assertThat(JSON.readTree(meter).at("/measurements/0/value").asDouble()).isPositive();
	}

	@Test
	void fieldsOfARoleAreThoseOfTheTable() throws IOException {
		JsonNode role = JSON.readTree(ShellCommand.run("curl -s " + ADDRESS + "/zmq/subscriber/orders", this.port));
		String page = String.join("\n", Page.read(Page.ROOT.resolve("docs/monitoring.md")).lines());
		assertThat(List.of(role.propertyNames(), role.path("statistics").propertyNames()))
			.allSatisfy((names) -> assertThat(names).isNotEmpty()
				.allSatisfy((name) -> assertThat(page).contains("`" + name + "`")));
		JsonNode all = JSON.readTree(ShellCommand.run("curl -s " + ADDRESS + "/zmq", this.port));
		assertThat(all.propertyNames()).isNotEmpty().allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
	}

	@Test
	void tableOfAlertsNamesThoseOfTheFile() throws IOException {
		Pattern alert = Pattern.compile("(?m)^(?:\\| `|      - alert: )(Zmq\\w+)");
		List<List<String>> names = new ArrayList<>();
		for (String file : List.of("docs/prometheus-alerts.yml", "docs/monitoring.md")) {
			String text = Files.readString(Page.ROOT.resolve(file)).replaceAll("(?m)^.*Zmq\\w+Event.*$", "");
			names.add(alert.matcher(text).results().map((found) -> found.group(1)).toList());
		}
		assertThat(names.get(0)).isNotEmpty().isEqualTo(names.get(1));
	}

	private void publish() throws InterruptedException {
		EventsApplication.await().until(() -> this.publisher.hasSubscriber("order.placed"));
		this.publisher.publish("tea", "order.placed");
		assertThat(this.orders.received.poll(30, TimeUnit.SECONDS)).isEqualTo("tea");
	}

	static class Orders {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@ZmqListener("order.placed")
		void on(String order) {
			this.received.add(order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { SecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
			ManagementWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
			ServletWebSecurityAutoConfiguration.class })
	static class Shop {

		@Bean
		Orders orders() {
			return new Orders();
		}

	}

}
