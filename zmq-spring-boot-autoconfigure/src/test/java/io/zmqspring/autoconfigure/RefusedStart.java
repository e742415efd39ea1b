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

package io.zmqspring.autoconfigure;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The failure report that Spring Boot prints for an application whose start fails.
 *
 * @param description the text below "Description:"
 * @param action the text below "Action:"
 */
record RefusedStart(String description, String action) {

	private static final String TITLE = "APPLICATION FAILED TO START";

	/**
	 * Run an application whose start is expected to fail.
	 * @param output the console
	 * @param source a configuration class of the application
	 * @param settings settings such as {@code zmq.enabled=true}
	 * @return the report
	 */
	static RefusedStart of(CapturedOutput output, Class<?> source, String... settings) {
		return of(output, source, Map.of(), settings);
	}

	/**
	 * Run an application with settings only.
	 * @param output the console
	 * @param settings the settings
	 * @return the report
	 */
	static RefusedStart of(CapturedOutput output, String... settings) {
		return of(output, NoBeans.class, settings);
	}

	/**
	 * Run an application with environment variables.
	 * @param output the console
	 * @param source a configuration class of the application
	 * @param variables the environment variables
	 * @param settings the settings
	 * @return the report
	 */
	static RefusedStart of(CapturedOutput output, Class<?> source, Map<String, Object> variables, String... settings) {
		int before = output.getAll().length();
		SpringApplication application = new SpringApplication(Starter.class, source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		// Otherwise it reads the manifests of all jars
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		application.setEnvironment(environment(variables));
		String[] arguments = Stream
			.concat(Stream.of("spring.config.location=optional:classpath:/none/"), Arrays.stream(settings))
			.filter((setting) -> !setting.isEmpty())
			.map((setting) -> "--" + setting)
			.toArray(String[]::new);
		assertThat(catchThrowable(() -> application.run(arguments))).as("The start should have failed").isNotNull();
		String printed = output.getAll().substring(before);
		assertThat(printed).as("The report of a failure analyzer instead of a stack trace").contains(TITLE);
		return parse(printed.substring(printed.indexOf(TITLE)));
	}

	/**
	 * Check the description.
	 * @param parts texts that it has to contain
	 * @return this
	 */
	RefusedStart says(String... parts) {
		assertThat(this.description).contains(parts);
		return this;
	}

	/**
	 * Check the action.
	 * @param parts texts that it has to contain
	 * @return this
	 */
	RefusedStart advises(String... parts) {
		assertThat(this.action).contains(parts);
		return this;
	}

	private static RefusedStart parse(String report) {
		int description = report.indexOf("Description:");
		int action = report.indexOf("Action:");
		assertThat(action).as("The report names an action").isPositive();
		return new RefusedStart(report.substring(description + "Description:".length(), action).strip(),
				report.substring(action + "Action:".length()).strip());
	}

	private static StandardEnvironment environment(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
		return environment;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ZmqAutoConfiguration.class)
	static class Starter {

	}

	@Configuration(proxyBeanMethods = false)
	static class NoBeans {

	}

}
