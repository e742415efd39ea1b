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

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.zmqspring.observation.ZmqMeterBinder;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.socket.ZmqContext;

/**
 * Auto-configuration of the meters of all roles, if there is a {@link MeterRegistry}. An
 * application that defines a bean named {@code zmqMeterBinder} replaces them.
 *
 * @since 0.1
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, ZmqContext.class, ZmqProperties.class })
public final class ZmqMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = ZmqMeterBinder.class, name = "zmqMeterBinder")
	ZmqMeterBinder zmqMeterBinder(ZmqProperties properties, ObjectProvider<ZmqRole> roles, ZmqContext context) {
		return new ZmqMeterBinder(roles::stream, properties.listener().timing(), context::keyReloads);
	}

}
