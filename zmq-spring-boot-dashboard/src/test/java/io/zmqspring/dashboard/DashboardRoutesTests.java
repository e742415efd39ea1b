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

package io.zmqspring.dashboard;

import java.io.IOException;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The responses of the page over HTTP.
 */
class DashboardRoutesTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(OpenApplication.class, "zmq.dashboard.enabled=true",
				"spring.application.name=shop", "spring.jackson.property-naming-strategy=SNAKE_CASE");
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/zmq, zmq/dashboard.js", "/zmq/, dashboard.js" })
	void pageIsServedWithAndWithoutASlash(String path, String script) throws Exception {
		HttpResponse<String> page = application.get(path);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'",
				"frame-ancestors 'self'");
		assertThat(page.body()).contains("src=\"" + script + "\"").doesNotContain("{{", "http://", "https://");
	}

	@ParameterizedTest
	@CsvSource({ "dashboard.js, text/javascript;charset=UTF-8", "dashboard.css, text/css;charset=UTF-8",
			"dashboard.svg, image/svg+xml" })
	void fileIsLoadedAgainOnlyIfItHasChanged(String file, String type) throws Exception {
		HttpResponse<String> first = application.get("/zmq/" + file);
		assertThat(first.headers().firstValue("Content-Type")).hasValue(type);
		String etag = first.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> second = application.get("/zmq/" + file, "If-None-Match", etag);
		assertThat(second.statusCode()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
		assertThat(application.get("/zmq/" + file, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
	}

	@Test
	void filesOfThePageAreSmall() throws Exception {
		int size = 0;
		for (String file : new String[] { "", "dashboard.js", "dashboard.css", "dashboard.svg" }) {
			size += application.get("/zmq/" + file).body().length();
		}
		assertThat(size).isLessThan(60_000);
	}

	@Test
	void stateHasEveryRoleAndIsNotStored() throws Exception {
		HttpResponse<String> response = application.get("/zmq/state");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		JsonNode state = JsonMapper.shared().readTree(response.body());
		assertThat(state.path("application").asString()).isEqualTo("shop");
		assertThat(state.path("root").asString()).isEqualTo("./../");
		assertThat(state.path("roles").valueStream().map((role) -> role.path("role") + " " + role.path("name")))
			.containsExactly("\"publisher\" \"events\"", "\"subscriber\" \"jobs\"");
		assertThat(state.path("roles").get(0).has("lastError")).as("names do not follow those of the application")
			.isTrue();
	}

	@Test
	void browsersThatAskAtTheSameTimeGetTheSameSnapshot() throws Exception {
		assertThat(application.get("/zmq/state").body()).isIn(application.get("/zmq/state").body(),
				application.get("/zmq/state").body());
	}

	@Test
	void withoutAnExposedEndpointThereAreNoActions() throws Exception {
		assertThat(access()).isEqualTo(JsonMapper.shared()
			.readTree("{\"actions\":null,\"links\":{\"health\":\"actuator/health\"},\"csrf\":null}"));
	}

	private static JsonNode access() throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(application.get("/zmq/access").body());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/zmq", "/zmq/state", "/zmq/access", "/zmq/dashboard.js" })
	void nothingIsChangedThroughThePage(String path) throws Exception {
		assertThat(application.send("HEAD", path).statusCode()).isEqualTo(200);
		for (String method : new String[] { "POST", "PUT", "DELETE" }) {
			assertThat(application.send(method, path).statusCode()).isIn(404, 405);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/zmq/dashboard.html", "/zmq/other", "/zmq/../zmq/other", "/dashboard.js" })
	void nothingElseIsServed(String path) throws Exception {
		assertThat(application.get(path).statusCode()).isEqualTo(404);
	}

	@Test
	void withoutThePropertyThereIsNoRoute() throws Exception {
		try (RunningApplication off = RunningApplication.start(OpenApplication.class)) {
			for (String path : new String[] { "/zmq", "/zmq/", "/zmq/state", "/zmq/access", "/zmq/dashboard.js",
					"/dashboard.js", "/io/zmqspring/dashboard/dashboard.js" }) {
				assertThat(off.get(path).statusCode()).as(path).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "read-only, SAME, ", "unrestricted, SAME, actuator/zmq", "unrestricted, OTHER, " })
	void actionsAreOfferedIfTheEndpointPermitsThemAtTheSamePort(String permitted, String port, String actions)
			throws Exception {
		try (RunningApplication other = RunningApplication.start(OpenApplication.class, "zmq.dashboard.enabled=true",
				"management.endpoints.web.exposure.include=zmq", "management.endpoint.zmq.access=" + permitted,
				"management.server.port=" + (port.equals("SAME") ? "" : "0"))) {
			JsonNode access = JsonMapper.shared().readTree(other.get("/zmq/access").body());
			assertThat(access.path("actions").asString("")).isEqualTo((actions != null) ? actions : "");
		}
	}

	@Test
	void accessThatIsLimitedForAllEndpointsIsRespected() throws Exception {
		try (RunningApplication other = RunningApplication.start(OpenApplication.class, "zmq.dashboard.enabled=true",
				"management.endpoints.web.exposure.include=zmq", "management.endpoint.zmq.access=unrestricted",
				"management.endpoints.access.max-permitted=read-only")) {
			JsonNode access = JsonMapper.shared().readTree(other.get("/zmq/access").body());
			assertThat(access.path("actions").isNull()).isTrue();
			assertThat(access.path("links").path("endpoint").asString()).isEqualTo("actuator/zmq");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/zmq", "/zmq/page" })
	void aPathAtWhichAnEndpointAnswersIsRefused(String path) {
		assertThatThrownBy(() -> RunningApplication
			.start(OpenApplication.class, "zmq.dashboard.enabled=true", "zmq.dashboard.path=" + path,
					"management.endpoints.web.base-path=/", "management.endpoints.web.exposure.include=zmq")
			.close()).rootCause()
			.hasMessageContaining("'zmq.dashboard.path' with the value '" + path + "' is a path of an endpoint")
			.hasMessageContaining("Write another path");
	}

	@ParameterizedTest
	@CsvSource({ "/zmqs, SAME", "/zmq, OTHER" })
	void anotherPathAndAnotherPortAreAccepted(String path, String port) throws Exception {
		try (RunningApplication other = RunningApplication.start(OpenApplication.class, "zmq.dashboard.enabled=true",
				"zmq.dashboard.path=" + path, "management.endpoints.web.base-path=/",
				"management.endpoints.web.exposure.include=zmq",
				"management.server.port=" + (port.equals("SAME") ? "" : "0"))) {
			assertThat(other.get(path + "/state").body()).contains("\"roles\"");
		}
	}

}
