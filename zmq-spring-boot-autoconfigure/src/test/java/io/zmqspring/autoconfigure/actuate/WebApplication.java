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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running, fully auto-configured application with a web server on a free port, and a
 * client for its actuator.
 */
final class WebApplication implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ConfigurableApplicationContext context;

	private final Map<String, String> headers = new HashMap<>();

	private WebApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application that exposes the endpoint, and health with all details.
	 * @param beans a configuration, or a component
	 * @param settings settings, {@code key=value}
	 * @return the running application
	 */
	static WebApplication start(Class<?> beans, String... settings) {
		return start(FullAutoConfiguration.class, beans, settings);
	}

	/**
	 * Start such an application with the auto-configuration of Spring Security.
	 * @param beans a configuration, or a component
	 * @param settings settings, {@code key=value}
	 * @return the running application
	 */
	static WebApplication startSecured(Class<?> beans, String... settings) {
		return start(SecuredAutoConfiguration.class, beans, settings);
	}

	private static WebApplication start(Class<?> autoConfiguration, Class<?> beans, String... settings) {
		return new WebApplication(new SpringApplicationBuilder(autoConfiguration, beans).web(WebApplicationType.SERVLET)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.properties("server.port=0", "management.endpoints.web.exposure.include=health,zmq",
					"management.endpoint.health.show-details=always")
			.properties(settings)
			.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	/**
	 * Send a GET request to the actuator.
	 * @param path the path below {@code /actuator}
	 * @return the response
	 */
	Response get(String path) {
		return send(HttpRequest.newBuilder(uri(path)));
	}

	/**
	 * Request an action on a role through the endpoint.
	 * @param role the role, such as {@code subscriber/in}
	 * @param action the action, such as {@code stop}
	 * @return the response
	 */
	Response requestAction(String role, String action) {
		return post("/zmq/" + role, "{\"action\": \"" + action + "\"}");
	}

	Response post(String path, String body) {
		return send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + port() + "/actuator" + path);
	}

	/**
	 * Return the port of the actuator.
	 * @return the port
	 */
	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", int.class);
	}

	/**
	 * Authenticate all further requests by HTTP Basic.
	 * @param user the user
	 * @param password the password
	 */
	void authenticate(String user, String password) {
		header("Authorization", "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Send a header with all further requests.
	 * @param name the name
	 * @param value the value
	 */
	void header(String name, String value) {
		this.headers.put(name, value);
	}

	private Response send(HttpRequest.Builder request) {
		this.headers.forEach(request::header);
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
			return new Response(response.statusCode(),
					JSON.readTree(response.body().isEmpty() ? "{}" : response.body()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A response of the actuator.
	 *
	 * @param status the HTTP status
	 * @param body the JSON body
	 */
	record Response(int status, JsonNode body) {

		/**
		 * Return a part of the JSON.
		 * @param pointer a JSON pointer, such as {@code /context/alive}
		 * @return the part
		 */
		JsonNode at(String pointer) {
			return this.body.at(pointer);
		}

		String text(String pointer) {
			return at(pointer).asString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { SecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
			ManagementWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
			ServletWebSecurityAutoConfiguration.class })
	static class FullAutoConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SecuredAutoConfiguration {

	}

}
