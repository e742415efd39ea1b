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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.zmqspring.autoconfigure.settings.ZmqControllerCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqPublisherConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqPublisherCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqWorkerCustomizer;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that change the settings of roles before they are checked.
 */
@ExtendWith(OutputCaptureExtension.class)
class CustomizerTests {

	private static final String PUBLISHER = "zmq.publishers.events.address=inproc://events";

	private static ApplicationContextRunner runner(Class<?> beans) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withUserConfiguration(beans)
			.withPropertyValues(PUBLISHER);
	}

	@Test
	void everyKindOfRoleIsCustomizedByName() {
		runner(EveryKind.class)
			.withPropertyValues("zmq.publishers.other.address=inproc://other", "zmq.publishers.other.high-water-mark=4",
					"zmq.subscribers.in.address=inproc://events", "zmq.subscribers.in.topics=*",
					"zmq.workers.a.pull.address=inproc://work",
					"zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.controllers.main.workers.a.in-flight=3")
			.run((context) -> {
				assertThat(context.getBean("eventsPublisher", ZmqPublisher.class).settings()).returns(5,
						PublisherSettings::highWaterMark);
				assertThat(context.getBean("otherPublisher", ZmqPublisher.class).settings()).returns(4,
						PublisherSettings::highWaterMark);
				assertThat(context.getBean(ZmqSubscriber.class).settings()).returns(6,
						SubscriberSettings::highWaterMark);
				assertThat(context.getBean(ZmqWorker.class).settings()).returns(7, WorkerSettings::concurrency)
					.returns(8, (settings) -> settings.pull().highWaterMark());
				assertThat(context.getBean(ZmqController.class).settings())
					.returns(Duration.ofSeconds(9), ControllerSettings::workerTimeout)
					.extracting((settings) -> settings.workers().get("a"))
					.returns(10, PoolSettings::maxAttempts)
					.returns(3, PoolSettings::inFlight);
			});
	}

	@Test
	void customizersAreAppliedInOrderAfterPropertiesAndConnectionDetails() {
		runner(Ordered.class).withPropertyValues("zmq.publishers.events.default-topic=property")
			.run((context) -> assertThat(context.getBean(ZmqPublisher.class).settings())
				.returns("second", PublisherSettings::defaultTopic)
				.returns(List.of("inproc://first"), PublisherSettings::address));
	}

	@Test
	void settingsAreCheckedAfterCustomizers() {
		runner(Raw.class)
			.withPropertyValues("zmq.publishers.events.headers=true", "zmq.publishers.events.wire-format=raw")
			.run((context) -> assertThat(context.getBean(ZmqPublisher.class).settings())
				.returns(WireFormat.RAW, PublisherSettings::wireFormat)
				.returns(false, PublisherSettings::headers));
	}

	@Test
	void rolesAreComparedAfterCustomizers(CapturedOutput output) {
		RefusedStart
			.of(output, Raw.class, PUBLISHER, "zmq.publishers.other.address=tcp://127.0.0.1:5999",
					"zmq.subscribers.in.address=tcp://127.0.0.1:5999", "zmq.subscribers.in.wire-format=single-frame")
			.says("wire-format");
	}

	@Test
	void invalidChangeIsNamedWithItsKey(CapturedOutput output) {
		RefusedStart.of(output, Invalid.class, PUBLISHER)
			.says("The setting 'zmq.publishers.events.high-water-mark' with the value '-1' is negative");
	}

	@Configuration(proxyBeanMethods = false)
	static class EveryKind {

		@ZmqWorkHandler("a")
		void on(String work) {
		}

		@Bean
		ZmqPublisherCustomizer publisher() {
			return (name, builder) -> {
				if (name.equals("events")) {
					builder.highWaterMark(5);
				}
			};
		}

		@Bean
		ZmqSubscriberCustomizer subscriber() {
			return (name, builder) -> builder.highWaterMark(6);
		}

		@Bean
		ZmqWorkerCustomizer worker() {
			return (name, builder) -> builder.concurrency(7).pull((pull) -> pull.highWaterMark(8));
		}

		@Bean
		ZmqControllerCustomizer controller() {
			return (name, builder) -> builder.workerTimeout(Duration.ofSeconds(9))
				.pool("a", (pool) -> pool.maxAttempts(10));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ordered {

		@Bean
		@Order(2)
		ZmqPublisherCustomizer second() {
			return (name, builder) -> builder.defaultTopic("second");
		}

		@Bean
		@Order(1)
		ZmqPublisherCustomizer first() {
			return (name, builder) -> builder.defaultTopic("first").address("inproc://first");
		}

		@Bean
		ZmqPublisherConnectionDetails details() {
			return (name) -> List.of("inproc://details");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Raw {

		@Bean
		ZmqPublisherCustomizer publisher() {
			return (name, builder) -> builder.headers(false);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Invalid {

		@Bean
		ZmqPublisherCustomizer publisher() {
			return (name, builder) -> builder.highWaterMark(-1);
		}

	}

}
