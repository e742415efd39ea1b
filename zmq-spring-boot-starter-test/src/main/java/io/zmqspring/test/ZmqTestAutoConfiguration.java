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

package io.zmqspring.test;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.autoconfigure.settings.EffectiveSettings;
import io.zmqspring.autoconfigure.settings.ZmqControllerCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqProxyCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqPublisherCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqWorkerCustomizer;
import io.zmqspring.test.address.FreePorts;
import io.zmqspring.test.address.MovedSockets;
import io.zmqspring.test.address.PrivateAddresses;
import io.zmqspring.test.address.ProductionSettings;

/**
 * Auto-configuration of tests with {@link AutoConfigureZmqTest}.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "zmq.enabled", matchIfMissing = true)
final class ZmqTestAutoConfiguration {

	static final String TRANSPORT = "spring.test.zmq.transport";

	static final String HOST = "spring.test.zmq.host";

	@Bean
	MovedSockets zmqTestMovedSockets(ZmqProperties properties, ListableBeanFactory beanFactory, Environment environment,
			ObjectProvider<ZmqTestBus> bus) {
		boolean tcp = environment.getProperty(TRANSPORT, Transport.class, Transport.INPROC) == Transport.TCP;
		String host = environment.getProperty(HOST, ZmqTestBus.LOCALHOST);
		boolean shared = bus.getIfAvailable() != null;
		return new MovedSockets(
				new ProductionSettings(properties,
						() -> new EffectiveSettings(beanFactory, properties.defaults(), properties.publishers(),
								properties.subscribers(), properties.workers(), properties.controllers(),
								properties.proxies())),
				(sockets) -> new PrivateAddresses(sockets, host, shared, tcp ? new FreePorts() : "inproc://"::concat));
	}

	// After the customizers of the application, which may change addresses
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ZmqPublisherCustomizer zmqTestPublisherCustomizer(MovedSockets sockets) {
		return sockets::movePublisher;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ZmqSubscriberCustomizer zmqTestSubscriberCustomizer(MovedSockets sockets) {
		return sockets::moveSubscriber;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ZmqWorkerCustomizer zmqTestWorkerCustomizer(MovedSockets sockets) {
		return sockets::moveWorker;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ZmqControllerCustomizer zmqTestControllerCustomizer(MovedSockets sockets) {
		return sockets::moveController;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ZmqProxyCustomizer zmqTestProxyCustomizer(MovedSockets sockets) {
		return sockets::moveProxy;
	}

	@Bean
	ZmqTestPeers zmqTestPeers(ListableBeanFactory beanFactory, MovedSockets sockets, ObjectProvider<ZmqTestBus> bus) {
		ZmqTestBus shared = bus.getIfAvailable();
		return new ZmqTestPeers(beanFactory, sockets, (shared != null) ? shared.log() : new MessageLog());
	}

}
