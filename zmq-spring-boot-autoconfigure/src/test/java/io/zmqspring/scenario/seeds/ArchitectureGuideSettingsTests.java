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

package io.zmqspring.scenario.seeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The configuration of the "ZMQ Architecture Guide": a file instead of
 * {@code service.toml}, overridden by environment variables and by the command line.
 */
class ArchitectureGuideSettingsTests {

	private static final String CONTROLLER = """
			zmq:
			  publishers:
			    events:
			      address: inproc://events
			      default-topic: control
			  subscribers:
			    events:
			      address: inproc://events
			      topics: [worker_status, heartbeat]
			  controllers:
			    image-controller:
			      workers:
			        image:
			          push: { address: "inproc://image-requests" }
			          pull: { address: "inproc://image-results" }
			""";

	@TempDir
	private Path directory;

	@Test
	void controllerIsConfiguredByAFile() throws IOException {
		try (ConfigurableApplicationContext context = start(CONTROLLER, Map.of())) {
			assertThat(context.getBean(ZmqPublisher.class).settings().defaultTopic()).isEqualTo("control");
			assertThat(context.getBean(ZmqSubscriber.class).settings().topics()).containsExactly("worker_status",
					"heartbeat");
			ControllerSettings settings = context.getBean("imageControllerController", ZmqController.class).settings();
			assertThat(settings.workers()).containsOnlyKeys("image");
		}
	}

	@Test
	void environmentOverridesTheFileAndTheCommandLineOverridesBoth() throws IOException {
		Map<String, Object> environment = Map.of("ZMQ_PUBLISHERS_EVENTS_DEFAULT_TOPIC", "general",
				"ZMQ_SUBSCRIBERS_EVENTS_TOPICS", "heartbeat,status");
		try (ConfigurableApplicationContext context = start(CONTROLLER, environment,
				"--zmq.publishers.events.default-topic=status")) {
			assertThat(context.getBean(ZmqPublisher.class).settings().defaultTopic()).isEqualTo("status");
			assertThat(context.getBean(ZmqSubscriber.class).settings().topics()).containsExactly("heartbeat", "status");
		}
	}

	@Test
	void publisherAloneAndSubscriberAloneAreEntriesOfTheirOwn() throws IOException {
		try (ConfigurableApplicationContext context = start("zmq.publishers.events.address: inproc://a", Map.of())) {
			assertThat(context.getBeanNamesForType(ZmqPublisher.class)).hasSize(1);
			assertThat(context.getBeanNamesForType(ZmqSubscriber.class)).isEmpty();
			assertThat(context.getBeanNamesForType(ZmqWorker.class)).isEmpty();
		}
	}

	@Test
	void settingsAreFrozenAndCopiedWithAnotherValue() {
		PublisherSettings settings = PublisherSettings.of("tcp://*:5555");
		PublisherSettings copy = settings.mutate().defaultTopic("custom").build();
		assertThat(copy.defaultTopic()).isEqualTo("custom");
		assertThat(copy.address()).isEqualTo(settings.address());
		assertThat(settings.defaultTopic()).isNull();
	}

	@Test
	void portOfTwoWorkersFailsTheStart() {
		String twice = """
				zmq.controllers.images.workers:
				  image: { push.address: "tcp://*:5564", pull.address: "tcp://*:5565" }
				  audio: { push.address: "tcp://*:5564", pull.address: "tcp://*:5567" }
				""";
		assertThatException().isThrownBy(() -> start(twice, Map.of()).close()).withStackTraceContaining("5564");
	}

	@Test
	void unknownKeyFailsTheStart() {
		assertThatException()
			.isThrownBy(
					() -> start("zmq.publishers.events: { address: \"inproc://a\", topic: general }", Map.of()).close())
			.withStackTraceContaining("zmq.publishers.events.topic");
	}

	private ConfigurableApplicationContext start(String yaml, Map<String, Object> variables, String... arguments)
			throws IOException {
		Path file = Files.writeString(this.directory.resolve("service.yml"), yaml);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
		return new SpringApplicationBuilder(AutoConfigured.class).environment(environment)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.properties("spring.config.location=file:" + file)
			.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class })
	static class AutoConfigured {

	}

}
