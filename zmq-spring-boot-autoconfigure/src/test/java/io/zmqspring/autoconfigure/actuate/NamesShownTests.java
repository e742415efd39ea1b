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

package io.zmqspring.autoconfigure.actuate;

import org.junit.jupiter.api.Test;

import io.zmqspring.autoconfigure.actuate.WebApplication.Response;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The actuator shows the addresses of a name with {@code resolve: all}.
 */
class NamesShownTests {

	private static final String NAME = "/components/zmq/components/subscriber.in/details/names/0";

	@Test
	void addressesOfANameAreShownInHealthAndByTheEndpoint() {
		int port = FreePort.find();
		try (WebApplication application = WebApplication.start(ProxyShownTests.Texts.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:" + port,
				"zmq.subscribers.in.address=tcp://localhost:" + port, "zmq.subscribers.in.resolve=all",
				"management.endpoint.zmq.access=read-only", "management.endpoints.web.exposure.include=health,zmq")) {
			String address = "tcp://127.0.0.1:" + port;
			await().untilAsserted(() -> {
				Response health = application.get("/health");
				assertThat(health.text(NAME + "/address")).isEqualTo("tcp://localhost:" + port);
				assertThat(health.text(NAME + "/resolved/0")).isEqualTo(address);
				assertThat(health.text(NAME + "/connected/0")).isEqualTo(address);
				assertThat(health.at(NAME + "/leaving")).isEmpty();
			});
			Response in = application.get("/zmq/subscriber/in");
			assertThat(in.text("/names/0/connected/0")).isEqualTo(address);
			assertThat(in.text("/names/0/resolvedAt")).isNotEmpty();
			assertThat(in.text("/settings/resolve")).isEqualTo("all");
			assertThat(application.get("/zmq/publisher/out").at("/names").isMissingNode()).isTrue();
		}
	}

}
