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

package io.zmqspring.testsupport;

import java.util.Map;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * A running Spring Boot application with the auto-configuration of this library and beans
 * of the test.
 */
public final class TestApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application.
	 * @param beans a configuration, or a component
	 * @param properties settings, {@code key=value}
	 * @return the running application
	 */
	public static TestApplication start(Class<?> beans, String... properties) {
		return new TestApplication(
				new SpringApplicationBuilder(AutoConfigured.class, beans).web(WebApplicationType.NONE)
					.bannerMode(Banner.Mode.OFF)
					.logStartupInfo(false)
					.registerShutdownHook(false)
					.properties(properties)
					.run());
	}

	/**
	 * Return the application context.
	 * @return the context
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Return the only bean of a type.
	 * @param <T> the type
	 * @param type the type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return a bean by its name.
	 * @param <T> the type
	 * @param name the name
	 * @param type the type
	 * @return the bean
	 */
	public <T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	/**
	 * Return all beans of a type.
	 * @param <T> the type
	 * @param type the type
	 * @return the beans by name
	 */
	public <T> Map<String, T> beans(Class<T> type) {
		return this.context.getBeansOfType(type);
	}

	/**
	 * Return the address of the only publisher, which is bound to one address.
	 * @return the address
	 */
	public String publisherAddress() {
		return bean(ZmqPublisher.class).boundAddresses().get(0);
	}

	/**
	 * Destroy the only bean of a type. It is created again when somebody asks for it.
	 * @param type the type
	 */
	public void destroyBean(Class<?> type) {
		DefaultListableBeanFactory factory = (DefaultListableBeanFactory) this.context.getBeanFactory();
		factory.destroySingleton(factory.getBeanNamesForType(type)[0]);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * For applications without beans of the test.
	 */
	public static final class NoBeans {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class })
	static class AutoConfigured {

	}

}
