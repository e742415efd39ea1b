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

import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * Whether anybody wants observations of messages. Where Micrometer's meters are the only
 * handlers, as with the actuator alone, nobody does: messages are counted and timed
 * already, and observing each once more would cost a multiple of that.
 */
final class ObservationDemand {

	private static final String METERS = "io.micrometer.core.instrument.observation.MeterObservationHandler";

	private final ConfigurableListableBeanFactory beanFactory;

	ObservationDemand(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether it exists.
	 * @return {@code true} if a handler is a bean that is not one of Micrometer's meters,
	 * or if the application has made the registry itself: nobody can see its handlers
	 */
	boolean exists() {
		return !isRegistryOfSpringBoot() || this.beanFactory.getBeanProvider(ObservationHandler.class)
			.stream()
			.anyMatch((handler) -> !isMeters(handler));
	}

	private boolean isRegistryOfSpringBoot() {
		for (String name : this.beanFactory.getBeanNamesForType(ObservationRegistry.class, true, false)) {
			if (this.beanFactory.containsBeanDefinition(name)
					&& this.beanFactory.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition) {
				MethodMetadata factory = definition.getFactoryMethodMetadata();
				return factory != null && factory.getDeclaringClassName().startsWith("org.springframework.boot.");
			}
		}
		return false;
	}

	private static boolean isMeters(ObservationHandler<?> handler) {
		return ClassUtils.getAllInterfacesForClassAsSet(handler.getClass())
			.stream()
			.anyMatch((type) -> type.getName().equals(METERS));
	}

}
