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

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans of the application with the name that the bean of an entry would have.
 */
class RoleBeanNamesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.publishers.events.address=inproc://events");

	@Test
	void beanThatIsNoPublisherDoesNotReplaceOneUnnoticed() {
		this.runner.withUserConfiguration(OtherBean.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.publishers.events")
				.hasMessageContaining("'eventsPublisher'")
				.hasMessageContaining(EventsPublisher.class.getName()));
	}

	@Test
	void publisherOfTheApplicationMayBeDeclaredAsARole() {
		this.runner.withUserConfiguration(DeclaredAsRole.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean("eventsPublisher", ZmqPublisher.class)
				.extracting(ZmqPublisher::name)
				.isEqualTo("my-own"));
	}

	// As a component of this class is named
	@Configuration(proxyBeanMethods = false)
	static class OtherBean {

		@Bean
		EventsPublisher eventsPublisher() {
			return new EventsPublisher();
		}

	}

	static class EventsPublisher {

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsRole {

		@Bean
		ZmqRole eventsPublisher(ZmqContext context, ZmqMessageConverter converter, ApplicationEventPublisher events) {
			return new ZmqPublisher("my-own", PublisherSettings.of("inproc://my-own"), context, converter, events);
		}

	}

}
