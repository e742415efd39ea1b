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

import io.micrometer.observation.ObservationRegistry;
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
			this.registries.ifUnique((registry) -> observe(role, registry));
		}
		return bean;
	}

	private void observe(ZmqRole role, ObservationRegistry registry) {
		if (!registry.isNoop() && this.condition.isMet()) {
			role.observeWith(
					new RegistryMessageObserver(registry, this.senders.getIfUnique(), this.receivers.getIfUnique()));
		}
	}

}
