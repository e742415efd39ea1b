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

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When messages are observed.
 */
class ObservationConditionTests {

	private final ApplicationContextRunner runner = EventsApplication.with()
		.withPropertyValues("zmq.subscribers.events.topics=a")
		.withConfiguration(
				AutoConfigurations.of(ObservationAutoConfiguration.class, ZmqObservationAutoConfiguration.class));

	private final ApplicationContextRunner withMeters = this.runner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void messagesAreNotObservedForMetersOnly() {
		this.withMeters.run((context) -> {
			assertThat(context.getBean(ObservationRegistry.class).isNoop()).isFalse();
			assertThat(isObserved(context)).isFalse();
		});
	}

	@Test
	void messagesAreObservedForAnotherHandlerAndThenForMetersToo() {
		this.withMeters.withBean(Counting.class).run((context) -> {
			assertThat(isObserved(context)).isTrue();
			assertThat(context.getBean(Counting.class).started).hasValue(1);
		});
	}

	@Test
	void messagesAreObservedIfTheApplicationDefinesTheRegistry() {
		this.withMeters.withUserConfiguration(OwnRegistry.class)
			.run((context) -> assertThat(isObserved(context)).isTrue());
	}

	@Test
	void messagesAreNotObservedWithoutHandlers() {
		this.runner.run((context) -> {
			assertThat(context.getBean(ObservationRegistry.class).isNoop()).isTrue();
			EventsApplication.publish(context, "a", "text");
		});
	}

	@Test
	void messagesAreNotObservedIfDisabled() {
		this.withMeters.withBean(Counting.class)
			.withPropertyValues("zmq.observation.enabled=false")
			.run((context) -> assertThat(isObserved(context)).isFalse());
	}

	@Test
	void applicationWithoutARegistryStarts() {
		EventsApplication.with()
			.withPropertyValues("zmq.subscribers.events.topics=a")
			.withConfiguration(AutoConfigurations.of(ZmqObservationAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RoleObservationBeanPostProcessor.class));
	}

	private static boolean isObserved(ApplicationContext context) {
		EventsApplication.publish(context, "a", "text");
		return context.getBean(MeterRegistry.class).find("zmq.publish").timer() != null;
	}

	static class Counting implements ObservationHandler<Observation.Context> {

		private final AtomicInteger started = new AtomicInteger();

		@Override
		public void onStart(Observation.Context context) {
			this.started.incrementAndGet();
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistry {

		@Bean
		ObservationRegistry observationRegistry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new Counting());
			return registry;
		}

	}

}
