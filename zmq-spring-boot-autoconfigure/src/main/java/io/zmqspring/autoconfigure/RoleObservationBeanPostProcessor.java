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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

import io.zmqspring.observation.RegistryMessageObserver;
import io.zmqspring.observation.ZmqReceiverObservationConvention;
import io.zmqspring.observation.ZmqSenderObservationConvention;
import io.zmqspring.role.ZmqRole;

/**
 * Registers a {@link RegistryMessageObserver} with every role, including roles that the
 * application defines itself, if the {@link ObservationCondition} is met.
 */
final class RoleObservationBeanPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(RoleObservationBeanPostProcessor.class);

	private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

	private final ObjectProvider<ObservationRegistry> registries;

	private final ObjectProvider<ZmqSenderObservationConvention> senders;

	private final ObjectProvider<ZmqReceiverObservationConvention> receivers;

	private final ObservationCondition condition;

	RoleObservationBeanPostProcessor(ObjectProvider<ObservationRegistry> registries,
			ObjectProvider<ZmqSenderObservationConvention> senders,
			ObjectProvider<ZmqReceiverObservationConvention> receivers, ObservationCondition condition) {
		this.registries = registries;
		this.senders = senders;
		this.receivers = receivers;
		this.condition = condition;
	}

	@Override
	public @Nullable Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof ZmqRole role) {
			ObservationRegistry registry = onlyBean(this.registries, ObservationRegistry.class, "nothing is observed");
			if (registry != null) {
				observe(role, registry);
			}
		}
		return bean;
	}

	private void observe(ZmqRole role, ObservationRegistry registry) {
		if (!registry.isNoop() && this.condition.isMet()) {
			role.observeWith(new RegistryMessageObserver(registry,
					convention(this.senders, ZmqSenderObservationConvention.class),
					convention(this.receivers, ZmqReceiverObservationConvention.class)));
		}
	}

	private <T> @Nullable T convention(ObjectProvider<T> conventions, Class<T> type) {
		return onlyBean(conventions, type, "the default one is used");
	}

	private <T> @Nullable T onlyBean(ObjectProvider<T> beans, Class<T> type, String consequence) {
		T bean = beans.getIfUnique();
		if (bean == null && beans.stream().count() > 1 && this.warned.add(type)) {
			logger.warn("There are several beans of type " + type.getSimpleName()
					+ " and none of them is primary: for messages of ZeroMQ " + consequence + ". Mark one @Primary");
		}
		return bean;
	}

}
