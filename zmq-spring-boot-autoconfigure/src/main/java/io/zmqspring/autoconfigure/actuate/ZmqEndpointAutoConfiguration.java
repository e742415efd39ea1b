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

package io.zmqspring.autoconfigure.actuate;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.ZmqContext;

/**
 * Auto-configuration of the actuator endpoint {@code zmq}, which shows all roles and
 * starts, stops, pauses and resumes them.
 *
 * @since 0.1
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ ZmqContext.class, ZmqListenerRegistry.class })
@ConditionalOnAvailableEndpoint(ZmqEndpoint.class)
public final class ZmqEndpointAutoConfiguration {

	// Not the defaultAccess of the endpoint, so that a refusal can say what to set
	private static final String ACCESS = "management.endpoint.zmq.access";

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ZmqEndpoint zmqEndpoint(ListableBeanFactory beanFactory, ZmqContext context, ZmqListenerRegistry listeners,
			Environment environment) {
		return new ZmqEndpoint(new RoleBeans(beanFactory), context, listeners,
				environment.getProperty(ACCESS, Access.class) == Access.UNRESTRICTED);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	ZmqEndpointWebExtension zmqEndpointWebExtension(ZmqEndpoint zmqEndpoint) {
		return new ZmqEndpointWebExtension(zmqEndpoint);
	}

}
