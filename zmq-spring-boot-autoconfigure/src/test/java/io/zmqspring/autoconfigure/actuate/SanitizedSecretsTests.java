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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets below {@code zmq} in endpoints that show all settings.
 */
class SanitizedSecretsTests {

	@ParameterizedTest
	@CsvSource({ "zmq.security.plain.legacy.password, true", "ZMQ_SECURITY_CURVE_ORDERS_SECRETKEY, true",
			"zmq.security.curve.orders.secret-key, true", "zmq.security.plain.legacy.users.bob, true",
			"zmq.security.plain.legacy.users[bob.x], true", "ZMQ_SECURITY_PLAIN_LEGACY_USERS_BOB, true",
			"ZMQ_SECURITY_PLAIN_LEGACY_PASSWORD, true", "zmq.security.curve.orders.previous-secret-file, true",
			"zmq.security.plain.legacy.username, false", "zmq.security.curve-provider, false",
			"zmq.publishers.events.address, false", "ZMQ_PUBLISHERS_EVENTS_PORT, false", "other.password, false" })
	void secretsBelowZmqAreHidden(String key, boolean hidden) {
		SanitizableData data = new SanitizableData(new MapPropertySource("x", Map.of()), key, "hunter2");
		assertThat(new ZmqSanitizingAutoConfiguration().zmqSanitizingFunction().applyUnlessFiltered(data).getValue())
			.isEqualTo(hidden ? SanitizableData.SANITIZED_VALUE : "hunter2");
	}

	@Test
	void noEndpointShowsThem() {
		try (WebApplication application = WebApplication.start(NoBeans.class,
				"zmq.publishers.out.address=inproc://secrets", "zmq_security_password=hunter2", "harmless=shown",
				"zmq.security.plain.legacy.username=u", "zmq.security.plain.legacy.password=hunter2-a",
				"zmq.security.plain.legacy.users.bob=hunter2-b", "zmq.security.curve.orders.secret-key=hunter2-c",
				"zmq.security.plain.legacy.users[a.b]=hunter2-d", "zmq.security.plain.other.password=hunter2-e",
				"management.endpoint.health.show-details=always", "management.endpoints.web.exposure.include=*",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always")) {
			String env = application.get("/env").body().toString();
			assertThat(env).contains("zmq_security_password", "shown").doesNotContain("hunter2");
			assertThat(application.get("/configprops").body().toString()).contains("inproc://secrets")
				.doesNotContain("hunter2");
			assertThat(application.get("/health").body().toString()).contains("zmq").doesNotContain("hunter2");
			assertThat(application.get("/zmq").body().toString()).contains("inproc://secrets")
				.doesNotContain("hunter2");
		}
	}

	static class NoBeans {

	}

}
