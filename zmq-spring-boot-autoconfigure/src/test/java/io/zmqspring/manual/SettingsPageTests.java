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

package io.zmqspring.manual;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.autoconfigure.settings.ZmqControllerCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberCustomizer;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The listings of {@code docs/settings.md}.
 */
class SettingsPageTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	@Test
	void buildersMakeSettings() {
		// tag::builders[]
		PublisherSettings publisher = PublisherSettings.builder("tcp://*:5555")
			.highWaterMark(5000)
			.overflow(Overflow.BLOCK)
			.socket((socket) -> socket.tcpKeepAlive(true))
			.build();
		SubscriberSettings subscriber = SubscriberSettings.of("tcp://localhost:5555", "camera.*");
		WorkerSettings worker = WorkerSettings.builder("tcp://localhost:5571")
			.push(PipeSettings.of("tcp://localhost:5572"))
			.build();
		ControllerSettings controller = ControllerSettings.builder()
			.pool("tea", PoolSettings.builder("tcp://*:5571", "tcp://*:5572").inFlight(10).build())
			.workerTimeout(Duration.ofSeconds(5))
			.build();
		// end::builders[]
		assertThat(publisher.socket().tcpKeepAlive()).isTrue();
		assertThat(subscriber.topics()).containsExactly("camera.*");
		assertThat(worker.push()).isNotNull();
		assertThat(controller.workers().get("tea").inFlight()).isEqualTo(10);
	}

	@Test
	void customizersChangeTheSettingsOfEntries() {
		this.runner.withUserConfiguration(Customizers.class)
			.withPropertyValues("zmq.subscribers.camera-left.address=tcp://localhost:5998",
					"zmq.subscribers.camera-left.topics=*", "zmq.subscribers.other.address=inproc://other",
					"zmq.subscribers.other.topics=*",
					"zmq.controllers.main.workers.thumbnail.push.address=inproc://work",
					"zmq.controllers.main.workers.thumbnail.pull.address=inproc://results")
			.run((context) -> {
				assertThat(highWaterMark(context.getBean("cameraLeftSubscriber", ZmqSubscriber.class))).isEqualTo(10);
				assertThat(highWaterMark(context.getBean("otherSubscriber", ZmqSubscriber.class))).isEqualTo(1000);
				assertThat(context.getBean(ZmqController.class).settings().workers().get("thumbnail").maxAttempts())
					.isEqualTo(10);
			});
	}

	private static int highWaterMark(ZmqSubscriber subscriber) {
		return subscriber.settings().highWaterMark();
	}

	@Test
	void connectionDetailsSupplyTheAddressOfAnEntry() {
		this.runner.withUserConfiguration(Details.class)
			.withPropertyValues("zmq.subscribers.events.topics=*")
			.run((context) -> assertThat(context.getBean(ZmqSubscriber.class).addresses())
				.containsExactly("tcp://localhost:5999"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZMQ_SUBSCRIBERS_EVENTS_HIGHWATERMARK", "ZMQ_SUBSCRIBERS_EVENTS_HIGH_WATER_MARK" })
	void environmentVariablesSetKeysOfAnEntry(String variable) {
		Map<String, Object> variables = Map.of("ZMQ_SUBSCRIBERS_EVENTS_ADDRESS", "inproc://environment", variable, "7");
		this.runner.withPropertyValues("zmq.subscribers.events.topics=*")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables)))
			.run((context) -> {
				ZmqSubscriber subscriber = context.getBean(ZmqSubscriber.class);
				assertThat(subscriber.addresses()).containsExactly("inproc://environment");
				assertThat(highWaterMark(subscriber)).isEqualTo(7);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		// tag::customizers[]
		@Bean
		ZmqSubscriberCustomizer queues() {
			return (name, builder) -> {
				if (name.startsWith("camera")) {
					builder.highWaterMark(10).socket((socket) -> socket.maxConnections(2));
				}
			};
		}

		@Bean
		ZmqControllerCustomizer attempts() {
			return (name, builder) -> builder.pool("thumbnail", (pool) -> pool.maxAttempts(10));
		}
		// end::customizers[]

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean
		Broker theBroker() {
			return new Broker(5999);
		}

		// tag::details[]
		@Bean
		ZmqSubscriberConnectionDetails broker(Broker broker) {
			return (name) -> name.equals("events") ? List.of("tcp://localhost:" + broker.port()) : List.of();
		}
		// end::details[]

	}

	record Broker(int port) {

	}

}
