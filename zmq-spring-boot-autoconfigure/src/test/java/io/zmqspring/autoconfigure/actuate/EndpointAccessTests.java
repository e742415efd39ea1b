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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The settings of Spring Boot that restrict access to endpoints apply to this endpoint.
 */
class EndpointAccessTests {

	private static final String PUBLISHER = "zmq.publishers.out.address=inproc://access";

	@ParameterizedTest
	@ValueSource(strings = { "start", "stop", "nonsense" })
	void actionsAreRefusedUnlessAccessIsUnrestricted(String action) {
		try (WebApplication application = WebApplication.start(NoBeans.class, PUBLISHER)) {
			WebApplication.Response refused = application.requestAction("publisher/out", action);
			assertThat(refused.status()).isEqualTo(405);
			assertThat(refused.text("/error")).contains("management.endpoint.zmq.access: unrestricted");
			assertThat(application.requestAction("publisher/none", action).status()).isEqualTo(405);
			assertThat(application.get("/zmq/publisher/out").text("/state")).isEqualTo("RUNNING");
			ZmqEndpoint endpoint = application.bean(ZmqEndpoint.class);
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.change("publisher", "out", action));
		}
	}

	@Test
	void unrestrictedAccessOfOtherEndpointsAllowsNoActions() {
		try (WebApplication application = WebApplication.start(NoBeans.class, PUBLISHER,
				"management.endpoints.access.default=unrestricted")) {
			assertThat(application.requestAction("publisher/out", "stop").status()).isEqualTo(405);
			assertThat(application.get("/zmq/publisher/out").text("/state")).isEqualTo("RUNNING");
		}
	}

	@Test
	void unrestrictedAccessAllowsActions() {
		try (WebApplication application = WebApplication.start(NoBeans.class, PUBLISHER,
				"management.endpoint.zmq.access=unrestricted")) {
			assertThat(application.requestAction("publisher/out", "stop").text("/state")).isEqualTo("STOPPED");
		}
	}

	@Test
	void permittedAccessLimitsUnrestrictedAccess() {
		try (WebApplication application = WebApplication.start(NoBeans.class, PUBLISHER,
				"management.endpoint.zmq.access=unrestricted", "management.endpoints.access.max-permitted=read-only")) {
			assertThat(application.requestAction("publisher/out", "stop").status()).isEqualTo(405);
			assertThat(application.get("/zmq/publisher/out").text("/state")).isEqualTo("RUNNING");
		}
	}

	@Test
	void readOnlyAccessRefusesActions() {
		try (WebApplication application = WebApplication.start(NoBeans.class, PUBLISHER,
				"management.endpoint.zmq.access=read-only")) {
			assertThat(application.get("/zmq").status()).isEqualTo(200);
			assertThat(application.get("/zmq/publisher/out").status()).isEqualTo(200);
			assertThat(application.requestAction("publisher/out", "stop").status()).isEqualTo(405);
			assertThat(application.get("/zmq/publisher/out").text("/state")).isEqualTo("RUNNING");
		}
	}

	@Test
	void endpointIsOnlyExposedIfIncluded() {
		try (WebApplication application = WebApplication.start(NoBeans.class, PUBLISHER,
				"management.endpoints.web.exposure.include=health")) {
			assertThat(application.get("/zmq").status()).isEqualTo(404);
			assertThat(application.requestAction("publisher/out", "stop").status()).isEqualTo(404);
			assertThat(application.get("/health").status()).isEqualTo(200);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class NoBeans {

	}

}
