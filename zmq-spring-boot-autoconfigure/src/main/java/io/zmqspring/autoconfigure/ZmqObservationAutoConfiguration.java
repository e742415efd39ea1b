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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import io.zmqspring.observation.ZmqReceiverObservationConvention;
import io.zmqspring.observation.ZmqSenderObservationConvention;

/**
 * Auto-configuration of the observations of messages. Messages are observed if the
 * {@link ObservationRegistry} has a handler besides the one for meters, such as a handler
 * that creates traces.
 *
 * @since 0.1
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(name = { "org.zeromq.ZMQ", "io.micrometer.observation.ObservationRegistry" })
@ConditionalOnBooleanProperty(name = { "zmq.enabled", "zmq.observation.enabled" }, matchIfMissing = true)
@ConditionalOnBean(ObservationRegistry.class)
public final class ZmqObservationAutoConfiguration {

	private ZmqObservationAutoConfiguration() {
	}

	@Bean
	static RoleObservationBeanPostProcessor zmqRoleObservationBeanPostProcessor(
			ObjectProvider<ObservationRegistry> registries, ObjectProvider<ZmqSenderObservationConvention> senders,
			ObjectProvider<ZmqReceiverObservationConvention> receivers, ConfigurableListableBeanFactory beanFactory) {
		return new RoleObservationBeanPostProcessor(registries, senders, receivers,
				new ObservationCondition(beanFactory));
	}

}
