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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The meters that the sample exposes to Prometheus.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PrometheusTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void metersOfAllRolesAreExposed() {
		await().untilAsserted(() -> assertThat(scrape())
			.containsPattern("zmq_messages_sent_total\\{.*name=\"camera\".*role=\"publisher\".*\\} [1-9]")
			.containsPattern("zmq_messages_received_total\\{.*name=\"dashboard\".*role=\"subscriber\".*\\} [1-9]")
			.containsPattern("zmq_bytes_sent_total\\{.*name=\"pictures\".*role=\"controller\".*\\} [1-9]")
			.containsPattern("zmq_worker_active\\{.*name=\"thumbnail\".*\\} \\d")
			.containsPattern("zmq_listener_seconds_count\\{.*role=\"worker\".*\\} [1-9]")
			.contains("zmq_connections{", "zmq_messages_dropped_total{", "zmq_messages_rejected_total{"));
	}

	private String scrape() throws IOException, InterruptedException {
		HttpResponse<String> response = this.client.send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/prometheus")).build(),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

}
