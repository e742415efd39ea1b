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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.ZmqOperations;
import io.zmqspring.ZmqTemplate;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which publisher a template publishes with, and what takes the place of the template.
 */
@ExtendWith(OutputCaptureExtension.class)
class DefaultPublisherTests {

	private final ApplicationContextRunner two = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.publishers.events.address=inproc://default.events",
				"zmq.publishers.audit.address=inproc://default.audit");

	// A message without a subscriber is accepted and counted
	private static long published(ZmqOperations zmq, String publisher) {
		return zmq.publisher(publisher).stats().drops().getOrDefault("no-subscriber", 0L);
	}

	@Test
	void templatePublishesWithThePublisherOfTheSetting() {
		this.two.withPropertyValues("zmq.template.publisher=audit").run((context) -> {
			ZmqOperations zmq = context.getBean(ZmqOperations.class);
			zmq.publish("text", "topic");
			zmq.publish("text", Topic.TOPIC);
			zmq.publish(Map.of("type", "topic"));
			assertThat(published(zmq, "audit")).isEqualTo(3);
			assertThat(published(zmq, "events")).isZero();
		});
	}

	@Test
	void templatePublishesWithThePrimaryPublisher() {
		this.two.withUserConfiguration(PrimaryEvents.class).run((context) -> {
			ZmqOperations zmq = context.getBean(ZmqOperations.class);
			zmq.publish("text", "topic");
			assertThat(published(zmq, "events")).isEqualTo(1);
		});
	}

	@Test
	void settingPrecedesThePrimaryPublisher() {
		this.two.withUserConfiguration(PrimaryEvents.class)
			.withPropertyValues("zmq.template.publisher=audit")
			.run((context) -> {
				ZmqOperations zmq = context.getBean(ZmqOperations.class);
				zmq.publish("text", "topic");
				assertThat(published(zmq, "audit")).isEqualTo(1);
			});
	}

	@Test
	void oneOfSeveralPublishersIsSelectedInTheCall() {
		this.two.run((context) -> {
			ZmqOperations zmq = context.getBean(ZmqOperations.class);
			ZmqOperations audit = zmq.withPublisher("audit");
			audit.publish("text", "topic");
			audit.withPublisher("events").publish("text", "topic");
			assertThat(published(audit, "audit")).isEqualTo(1);
			assertThat(published(audit, "events")).isEqualTo(1);
			assertThatExceptionOfType(ZmqConfigurationException.class)
				.isThrownBy(() -> zmq.withPublisher("adit").publish("text", "topic"))
				.withMessageContaining("There is no publisher 'adit'");
		});
	}

	@Test
	void severalPublishersWithoutADefaultOneAreNamedWhenOneIsNeeded() {
		this.two.run((context) -> assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> context.getBean(ZmqTemplate.class).publish("text", "topic"))
			.withMessageContaining("There are several publishers, and none is the default: audit, events")
			.satisfies((ex) -> assertThat(ex.action()).contains("zmq.template.publisher", "@Primary",
					"withPublisher(\"<name>\")")));
	}

	@Test
	void unknownDefaultPublisherIsRefusedAtStart(CapturedOutput output) {
		RefusedStart.of(output, "zmq.publishers.events.address=inproc://default.events", "zmq.template.publisher=evnts")
			.says("zmq.template.publisher names the unknown publisher 'evnts'")
			.advises("Known publishers: events", "zmq.publishers.evnts.address");
	}

	@Test
	void operationsOfTheApplicationReplaceTheTemplate() {
		this.two.withBean(Recording.class)
			.withPropertyValues("zmq.listener.dead-letter.publisher=audit", "zmq.publishers.audit.headers=true")
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(ZmqTemplate.class)
					.hasSingleBean(ZmqOperations.class);
				assertThat(context.getBean(Recording.class).asked).isEqualTo("audit");
			});
	}

	private enum Topic {

		TOPIC

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryEvents {

		@Bean
		static BeanFactoryPostProcessor primary() {
			return (factory) -> factory.getBeanDefinition("eventsPublisher").setPrimary(true);
		}

	}

	static class Recording implements ZmqOperations {

		private final Map<String, ZmqPublisher> publishers;

		private @Nullable String asked;

		Recording(Map<String, ZmqPublisher> publishers) {
			this.publishers = publishers;
		}

		@Override
		public boolean publish(Object payload, @Nullable String topic, Map<String, String> headers) {
			return true;
		}

		@Override
		public ZmqOperations withPublisher(String name) {
			return this;
		}

		@Override
		public ZmqPublisher publisher(String name) {
			this.asked = name;
			return this.publishers.get(name + "Publisher");
		}

		@Override
		public ZmqController controller(String name) {
			throw new UnsupportedOperationException();
		}

	}

}
