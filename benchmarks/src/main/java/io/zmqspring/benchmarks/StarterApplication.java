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

package io.zmqspring.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A Spring Boot application that uses the starter with default settings: actuator and
 * metrics are enabled, and handler timing is enabled unless a property disables it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class StarterApplication {

	/**
	 * Start the application.
	 * @param settings the properties, such as {@code zmq.publishers.…}
	 * @param components classes with listeners, or configurations
	 * @return the running application
	 */
	public static ConfigurableApplicationContext start(Map<String, String> settings, Class<?>... components) {
		return application(settings, components).run();
	}

	/**
	 * Start the application with existing objects as beans. The application does not
	 * close them.
	 * @param settings the properties
	 * @param beans the objects, for example objects with listeners
	 * @return the running application
	 */
	public static ConfigurableApplicationContext startWith(Map<String, String> settings, Object... beans) {
		return application(settings).initializers(
				(GenericApplicationContext context) -> Arrays.stream(beans).forEach((bean) -> register(context, bean)))
			.run();
	}

	@SuppressWarnings("unchecked")
	private static <T> void register(GenericApplicationContext context, T bean) {
		context.registerBean((Class<T>) bean.getClass(), () -> bean,
				(definition) -> definition.setDestroyMethodName(""));
	}

	private static SpringApplicationBuilder application(Map<String, String> settings, Class<?>... components) {
		Map<String, Object> properties = new TreeMap<>(settings);
		properties.putIfAbsent("logging.level.root", "warn");
		properties.putIfAbsent("spring.jmx.enabled", "false");
		return new SpringApplicationBuilder(
				Stream.concat(Stream.of(StarterApplication.class), List.of(components).stream())
					.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(properties);
	}

}
