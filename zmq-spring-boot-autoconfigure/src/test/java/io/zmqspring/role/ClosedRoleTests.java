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

package io.zmqspring.role;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles are closeable. Spring destroys each one once, after it has stopped.
 */
class ClosedRoleTests {

	@Test
	void rolesOfATryStatementAreStoppedAtItsEnd() {
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			ZmqSubscriber left;
			try (ZmqSubscriber subscriber = PubSubRoles.subscriber(context, "inproc://closed", "*")) {
				subscriber.start();
				left = subscriber;
			}
			assertThat(left.state()).isEqualTo(ZmqState.STOPPED);
			left.close();
			assertThat(left.state()).isEqualTo(ZmqState.STOPPED);
		}
	}

	@Test
	void beanIsDestroyedOnceAndAfterItsPhaseHasStopped() {
		List<String> calls = new CopyOnWriteArrayList<>();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withUserConfiguration(OwnRoles.class)
			.withBean("calls", List.class, () -> calls)
			.run((application) -> assertThat(application.getBean(ZmqPublisher.class).state())
				.isEqualTo(ZmqState.RUNNING));
		assertThat(calls).containsExactly("destroy while STOPPED");
	}

	@Test
	void textNamesRoleStateAndAddresses() {
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
				ZmqPublisher publisher = PubSubRoles.publisher(context, "tcp://127.0.0.1:0")) {
			assertThat(publisher).hasToString("Publisher 'events' [INITIALIZED, tcp://127.0.0.1:0]");
			publisher.start();
			assertThat(publisher)
				.hasToString("Publisher 'events' [RUNNING, " + publisher.boundAddresses().get(0) + "]");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRoles {

		@Bean
		ZmqPublisher eventsPublisher(ZmqContext context, ZmqMessageConverter converter,
				ApplicationEventPublisher events, List<String> calls) {
			return new ZmqPublisher("events", PublisherSettings.of("inproc://own"), context, converter, events) {

				@Override
				public void destroy() {
					calls.add("destroy while " + state());
					super.destroy();
				}

			};
		}

	}

}
