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

package io.zmqspring.scenario.stops;

import java.util.Arrays;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;

/**
 * An application that calls {@link System#exit(int)} in a handler, with the shutdown hook
 * of Spring Boot. Prints the time before it does.
 */
final class ExitingApplication {

	static final String EXITS_AT = "exits at ";

	private ExitingApplication() {
	}

	/**
	 * Run the application.
	 * @param arguments the handler, and optionally {@code close} if the main thread shall
	 * close the context at the same time
	 */
	public static void main(String... arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(EveryHandler.SETTINGS)
			.run();
		boolean closing = Arrays.asList(arguments).contains("close");
		context.getBean(EveryHandler.class).run(arguments[0], () -> {
			if (closing) {
				new Thread(context::close, "closing").start();
			}
			System.out.println(EXITS_AT + System.currentTimeMillis());
			System.exit(7);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class })
	@Import(EveryHandler.class)
	static class Application {

	}

}
