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

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Which beans are created from the settings, how they are injected, and that beans of the
 * application have precedence.
 */
class RoleBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.publishers.events.address=inproc://events",
				"zmq.publishers.big-cam.address=inproc://big-cam", "zmq.subscribers.events.address=inproc://events",
				"zmq.subscribers.events.topics=*");

	@Test
	void everyEntryIsABeanNamedAfterTheEntryAndItsRole() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanNamesForType(ZmqPublisher.class)).containsExactlyInAnyOrder("eventsPublisher",
					"bigCamPublisher");
			assertThat(context.getBeanNamesForType(ZmqSubscriber.class)).containsExactly("eventsSubscriber");
			assertThat(context.getBean("bigCamPublisher", ZmqPublisher.class).name()).isEqualTo("big-cam");
			assertThat(context.getBean("eventsPublisher", ZmqPublisher.class).state()).isEqualTo(ZmqState.RUNNING);
			assertThat(context.getBean("eventsSubscriber", ZmqSubscriber.class).state()).isEqualTo(ZmqState.RUNNING);
		});
	}

	@Test
	void parameterNameSelectsThePublisher() {
		this.runner.withUserConfiguration(Injected.class).run((context) -> {
			Publishers publishers = context.getBean(Publishers.class);
			assertThat(publishers.events().name()).isEqualTo("events");
			assertThat(publishers.bigCam().name()).isEqualTo("big-cam");
			assertThat(publishers.subscriber().name()).isEqualTo("events");
		});
	}

	@Test
	void mapOfAllPublishersInjects() {
		this.runner.withUserConfiguration(InjectedMap.class)
			.run((context) -> assertThat(context.getBean(Names.class).values())
				.containsExactlyInAnyOrder("eventsPublisher", "bigCamPublisher"));
	}

	@Test
	void withoutEntriesThereAreNoRoles() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ZmqTemplate.class)
				.doesNotHaveBean(ZmqPublisher.class)
				.doesNotHaveBean(ZmqSubscriber.class));
	}

	@Test
	void emptyEntryMayHaveItsAddressInTheEnvironment() {
		String environment = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		this.runner.withPropertyValues("zmq.publishers.camera=", "zmq.subscribers.camera=")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(environment, new SystemEnvironmentPropertySource(environment,
						Map.of("ZMQ_PUBLISHERS_CAMERA_ADDRESS", "inproc://camera", "ZMQ_SUBSCRIBERS_CAMERA_ADDRESS",
								"inproc://camera", "ZMQ_SUBSCRIBERS_CAMERA_TOPICS", "*"))))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("cameraPublisher")
				.hasBean("cameraSubscriber"));
	}

	@Test
	void disabledStarterCreatesNoBeans() {
		this.runner.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqPublisher.class)
				.doesNotHaveBean(ZmqSubscriber.class)
				.doesNotHaveBean(ZmqTemplate.class)
				.doesNotHaveBean(ZmqContext.class)
				.doesNotHaveBean(ZmqListenerRegistry.class)
				.doesNotHaveBean(ZmqProperties.class));
	}

	@Test
	void publisherOfTheApplicationWithTheSameNameHasPrecedence() {
		this.runner.withUserConfiguration(OwnPublisher.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean("eventsPublisher", ZmqPublisher.class).name()).isEqualTo("my-own");
			assertThat(context.getBeansOfType(ZmqPublisher.class)).hasSize(2);
		});
	}

	@Test
	void publisherOfTheApplicationWithTheSameAliasHasPrecedence() {
		this.runner.withUserConfiguration(AliasedPublisher.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean("eventsPublisher", ZmqPublisher.class).name()).isEqualTo("my-own");
			assertThat(context.getBeanNamesForType(ZmqPublisher.class)).containsExactlyInAnyOrder("mine",
					"bigCamPublisher");
		});
	}

	@Test
	void otherBeansOfTheApplicationHavePrecedence() {
		this.runner.withUserConfiguration(OwnBeans.class).run((context) -> {
			assertThat(context).hasNotFailed();
			OwnBeans own = context.getBean(OwnBeans.class);
			assertThat(context.getBean(ZmqContext.class)).isSameAs(own.context);
			assertThat(context.getBean(ZmqErrorHandler.class)).isSameAs(own.errorHandler);
			assertThat(context.getBean(ZmqMessageConverter.class)).isSameAs(own.converter);
			assertThat(context).hasSingleBean(ZmqTemplate.class).hasBean("ownTemplate");
		});
	}

	@Test
	void converterIsChosenByName() {
		this.runner.withUserConfiguration(OwnBeans.class, SecondConverter.class)
			.withPropertyValues("zmq.publishers.events.converter=ownConverter",
					"zmq.publishers.big-cam.converter=secondConverter",
					"zmq.subscribers.events.converter=secondConverter")
			.run((context) -> {
				ZmqPublisher publisher = context.getBean("eventsPublisher", ZmqPublisher.class);
				assertThat(publisher.awaitSubscriber("answer", Duration.ofSeconds(30))).isTrue();
				publisher.publish(42, "answer");
				then(context.getBean(OwnBeans.class).converter).should().toBytes(42);
			});
	}

	@Test
	void severalErrorHandlersAreAccepted() {
		this.runner.withUserConfiguration(TwoErrorHandlers.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void subscriberWithoutAutoStartupIsNotStarted() {
		this.runner.withPropertyValues("zmq.subscribers.events.auto-startup=false")
			.run((context) -> assertThat(context.getBean(ZmqSubscriber.class).state()).isEqualTo(ZmqState.INITIALIZED));
	}

	@Test
	void contextCanBeStoppedAndStartedAgain() {
		this.runner.run((context) -> {
			ZmqPublisher publisher = context.getBean("eventsPublisher", ZmqPublisher.class);
			context.stop();
			assertThat(publisher.state()).isEqualTo(ZmqState.STOPPED);
			context.start();
			assertThat(publisher.state()).isEqualTo(ZmqState.RUNNING);
		});
	}

	record Publishers(ZmqPublisher events, ZmqPublisher bigCam, ZmqSubscriber subscriber) {

	}

	record Names(Set<String> values) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Bean
		Publishers publishers(ZmqPublisher eventsPublisher, ZmqPublisher bigCamPublisher,
				ZmqSubscriber eventsSubscriber) {
			return new Publishers(eventsPublisher, bigCamPublisher, eventsSubscriber);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InjectedMap {

		@Bean
		Names names(Map<String, ZmqPublisher> publishers) {
			return new Names(publishers.keySet());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPublisher {

		@Bean
		ZmqPublisher eventsPublisher(ZmqContext context, ZmqMessageConverter converter,
				ApplicationEventPublisher events) {
			return new ZmqPublisher("my-own", PublisherSettings.of("inproc://my-own"), context, converter, events);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AliasedPublisher {

		@Bean({ "mine", "eventsPublisher" })
		ZmqPublisher mine(ZmqContext context, ZmqMessageConverter converter, ApplicationEventPublisher events) {
			return new ZmqPublisher("my-own", PublisherSettings.of("inproc://my-own"), context, converter, events);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

		final ZmqErrorHandler errorHandler = mock();

		final ZmqMessageConverter converter = mock();

		OwnBeans() {
			given(this.converter.toBytes(any())).willReturn(new byte[0]);
		}

		@Bean
		ZmqContext ownContext() {
			return this.context;
		}

		@Bean
		ZmqErrorHandler ownErrorHandler() {
			return this.errorHandler;
		}

		@Bean
		ZmqMessageConverter ownConverter() {
			return this.converter;
		}

		@Bean
		ZmqTemplate ownTemplate() {
			return mock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondConverter {

		@Bean
		ZmqMessageConverter secondConverter() {
			return mock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoErrorHandlers {

		@Bean
		ZmqErrorHandler first() {
			return mock();
		}

		@Bean
		ZmqErrorHandler second() {
			return mock();
		}

	}

}
