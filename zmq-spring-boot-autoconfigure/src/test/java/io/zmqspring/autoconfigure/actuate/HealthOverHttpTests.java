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

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health over HTTP, as an orchestrator reads it.
 */
class HealthOverHttpTests {

	private static final String[] SETTINGS = { "zmq.publishers.out.address=inproc://health",
			"zmq.subscribers.in.address=inproc://health" };

	private static String[] with(String... more) {
		String[] all = new String[SETTINGS.length + more.length];
		System.arraycopy(SETTINGS, 0, all, 0, SETTINGS.length);
		System.arraycopy(more, 0, all, SETTINGS.length, more.length);
		return all;
	}

	@Test
	void failedRoleChangesHealthButNotReadiness() {
		try (WebApplication application = WebApplication.start(Texts.class, with())) {
			WebApplication.Response up = application.get("/health");
			assertThat(up.status()).isEqualTo(200);
			assertThat(up.text("/components/zmq/status")).isEqualTo("UP");
			assertThat(up.text("/components/zmq/components/subscriber.in/details/state")).isEqualTo("RUNNING");
			assertThat(up.at("/components/zmq/components").propertyNames()).containsExactlyInAnyOrder("publisher.out",
					"subscriber.in");
			assertThat(application.get("/health/zmq/subscriber.in").text("/status")).isEqualTo("UP");
			application.bean(ZmqSubscriber.class).recordError(new IllegalStateException("broken"), true);
			WebApplication.Response down = application.get("/health");
			assertThat(down.status()).isEqualTo(503);
			assertThat(down.text("/components/zmq/status")).isEqualTo("DOWN");
			assertThat(application.get("/health/readiness").status()).isEqualTo(200);
			assertThat(application.get("/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void managementContextOfItsOwnShowsAllRolesAndOpensNone() {
		try (WebApplication application = WebApplication.start(Texts.class, with("management.server.port=0"))) {
			assertThat(application.get("/health").at("/components/zmq/components").propertyNames())
				.containsExactlyInAnyOrder("publisher.out", "subscriber.in");
			assertThat(application.get("/zmq").at("/publishers").propertyNames()).containsExactly("out");
		}
	}

	@Test
	void allRolesCanBeAddedToReadiness() {
		try (WebApplication application = WebApplication.start(Texts.class,
				with("management.endpoint.health.group.readiness.include=readinessState,zmq",
						"management.endpoint.health.group.readiness.show-components=always"))) {
			assertThat(application.get("/health/readiness").text("/components/zmq/status")).isEqualTo("UP");
			application.bean(ZmqSubscriber.class).recordError(new IllegalStateException("broken"), true);
			assertThat(application.get("/health/readiness").status()).isEqualTo(503);
		}
	}

	@Test
	void singleRoleCanBeAddedToReadiness() {
		try (WebApplication application = WebApplication.start(Texts.class,
				with("management.endpoint.health.group.readiness.include=readinessState,zmq/publisher.out"))) {
			application.bean(ZmqSubscriber.class).recordError(new IllegalStateException("broken"), true);
			assertThat(application.get("/health/readiness").status()).isEqualTo(200);
		}
	}

	static class Texts {

		@ZmqListener("text")
		void on(String text) {
		}

	}

}
