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

import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.autoconfigure.ZmqMetricsAutoConfiguration;
import io.zmqspring.observation.ZmqMeterBinder;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What health, endpoint and meters show of key files that change.
 */
class KeyReloadTests {

	@TempDir
	private Path directory;

	@Test
	void filesThatCannotBeUsedAreShownByTheRolesThatUseThem() throws Exception {
		CurveKeys keys = CurveKeys.create(this.directory.resolve("orders"));
		Path clients = Files.createDirectory(this.directory.resolve("clients"));
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqMetricsAutoConfiguration.class,
					ZmqHealthContributorAutoConfiguration.class, ZmqEndpointAutoConfiguration.class))
			.withBean(MeterRegistry.class, () -> meters)
			.withPropertyValues("management.endpoints.web.exposure.include=zmq",
					"zmq.security.curve.orders.secret-file=" + keys.secretFile(),
					"zmq.security.curve.orders.clients-directory=" + clients,
					"zmq.security.curve.orders.reload-interval=100ms",
					"zmq.publishers.secured.address=tcp://127.0.0.1:0", "zmq.publishers.secured.security=orders",
					"zmq.publishers.open.address=tcp://127.0.0.1:0")
			.run((context) -> {
				context.getBean(ZmqMeterBinder.class).bindTo(meters);
				assertThat(count(meters, "success")).isZero();
				Files.writeString(clients.resolve("pump-7.key"), "half a key");
				EventsApplication.await()
					.untilAsserted(() -> assertThat(health(context, "publisher.secured").getDetails().get("warnings"))
						.asString()
						.contains("zmq.security.curve.orders", "pump-7.key", "has 10 characters")
						.doesNotContain("half a key"));
				assertThat(health(context, "publisher.secured").getStatus()).isEqualTo(Status.UP);
				assertThat(health(context, "publisher.open").getDetails()).doesNotContainKey("warnings");
				assertThat(context.getBean(ZmqEndpoint.class).role("publisher", "secured").warnings()).hasSize(1);
				assertThat(count(meters, "failure")).isEqualTo(1);
				Files.delete(clients.resolve("pump-7.key"));
				EventsApplication.await().until(() -> count(meters, "success") == 1);
				assertThat(health(context, "publisher.secured").getDetails()).doesNotContainKey("warnings");
			});
		assertThat(meters.find("zmq.security.reloads").meters()).isEmpty();
	}

	private static double count(MeterRegistry meters, String outcome) {
		return meters.get("zmq.security.reloads")
			.tags("section", "orders", "outcome", outcome)
			.functionCounter()
			.count();
	}

	private static Health health(ApplicationContext context, String component) {
		HealthIndicator indicator = (HealthIndicator) context.getBean(ZmqHealthContributor.class)
			.getContributor(component);
		assertThat(indicator).as(component).isNotNull();
		return indicator.health();
	}

}
