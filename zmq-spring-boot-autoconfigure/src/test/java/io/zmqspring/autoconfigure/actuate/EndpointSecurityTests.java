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
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import io.zmqspring.testsupport.ShellCommand;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint with Spring Security: what its defaults refuse, and the filter chains that
 * {@code docs/security.md} recommends. With its defaults, a request without a CSRF token
 * is answered with 401 instead of 403, because the error page is protected as well.
 */
class EndpointSecurityTests {

	private static final String PASSWORD = "secret";

	@Test
	void defaultsOfSpringSecurityRefuseRequestsWithoutUserAndActionsWithoutCsrfToken() {
		try (WebApplication application = start(Users.class)) {
			assertThat(application.get("/zmq").status()).isEqualTo(401);
			assertThat(application.requestAction("publisher/out", "stop").status()).isIn(401, 403);
			assertThat(application.get("/health").status()).isEqualTo(200);
			application.authenticate("operator", PASSWORD);
			assertRunning(application);
			assertThat(application.requestAction("publisher/out", "stop").status()).isIn(401, 403);
			assertRunning(application);
		}
	}

	@Test
	void filterChainForProgramsAllowsActionsToItsRoleOnly() {
		try (WebApplication application = start(EndpointSecurity.class)) {
			assertThat(application.get("/zmq").status()).isEqualTo(401);
			assertThat(application.requestAction("publisher/out", "stop").status()).isEqualTo(401);
			application.authenticate("operator", "wrong");
			assertThat(application.requestAction("publisher/out", "stop").status()).isEqualTo(401);
			application.authenticate("guest", PASSWORD);
			assertThat(application.get("/zmq").status()).isEqualTo(403);
			assertThat(application.requestAction("publisher/out", "stop").status()).isEqualTo(403);
			application.authenticate("operator", PASSWORD);
			assertRunning(application);
			assertThat(application.requestAction("publisher/out", "stop").text("/state")).isEqualTo("STOPPED");
		}
	}

	@Test
	void commandOfTheManualStopsAPublisher() {
		try (WebApplication application = WebApplication.startSecured(EndpointSecurity.class,
				"zmq.publishers.orders.address=inproc://orders", "management.endpoint.zmq.access=unrestricted")) {
			String command = "curl -s -u operator:secret -H 'Content-Type: application/json' -d '{\"action\": \"stop\"}' localhost:8080/actuator/zmq/publisher/orders";
			assertThat(ShellCommand.run(command, application.port())).contains("\"state\":\"STOPPED\"");
		}
	}

	@Test
	void filterChainForBrowsersRequiresTheCsrfTokenOfTheCookie() {
		try (WebApplication application = start(BrowserSecurity.class)) {
			application.authenticate("operator", PASSWORD);
			application.header("Cookie", "XSRF-TOKEN=0e3b");
			assertThat(application.requestAction("publisher/out", "stop").status()).isIn(401, 403);
			assertRunning(application);
			application.header("X-XSRF-TOKEN", "0e3b");
			assertThat(application.requestAction("publisher/out", "stop").text("/state")).isEqualTo("STOPPED");
		}
	}

	private static WebApplication start(Class<?> beans) {
		return WebApplication.startSecured(beans, "zmq.publishers.out.address=inproc://secured",
				"management.endpoint.zmq.access=unrestricted");
	}

	private static void assertRunning(WebApplication application) {
		assertThat(application.get("/zmq/publisher/out").text("/state")).isEqualTo("RUNNING");
	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(user("operator", "ZMQ"), user("guest", "GUEST"));
		}

		private static UserDetails user(String name, String role) {
			return User.withUsername(name).password("{noop}" + PASSWORD).roles(role).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Users.class)
	static class EndpointSecurity {

		// tag::programs[]
		@Bean
		SecurityFilterChain zmqEndpointSecurity(HttpSecurity http) throws Exception {
			return http.securityMatcher(EndpointRequest.to("zmq"))
				.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("ZMQ"))
				.httpBasic(Customizer.withDefaults())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.csrf((csrf) -> csrf.disable())
				.build();
		}
		// end::programs[]

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Users.class)
	static class BrowserSecurity {

		// tag::browsers[]
		@Bean
		SecurityFilterChain zmqEndpointSecurity(HttpSecurity http) throws Exception {
			return http.securityMatcher(EndpointRequest.to("zmq"))
				.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("ZMQ"))
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.spa())
				.build();
		}
		// end::browsers[]

	}

}
