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
 * Decides whether messages are observed. They are not if the only observation handlers
 * are those that record meters, as with the actuator alone: messages are counted and
 * timed already, and an observation per message would cost several times as much.
 */
final class ObservationCondition {

	private static final String METER_HANDLER = "io.micrometer.core.instrument.observation.MeterObservationHandler";

	private final ConfigurableListableBeanFactory beanFactory;

	ObservationCondition(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether messages are to be observed.
	 * @return {@code true} if there is a handler bean that does not record meters, or if
	 * the application defines the registry itself, because the handlers of a registry
	 * cannot be read
	 */
	boolean isMet() {
		return !isRegistryOfSpringBoot() || this.beanFactory.getBeanProvider(ObservationHandler.class)
			.stream()
			.anyMatch((handler) -> !recordsMeters(handler));
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

	private static boolean recordsMeters(ObservationHandler<?> handler) {
		return ClassUtils.getAllInterfacesForClassAsSet(handler.getClass())
			.stream()
			.anyMatch((type) -> type.getName().equals(METER_HANDLER));
	}

}
