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

import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.validation.annotation.Validated;
import org.zeromq.ZMQ;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.autoconfigure.actuate.ZmqEndpointAutoConfiguration;
import io.zmqspring.autoconfigure.actuate.ZmqHealthContributorAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hides single classes of optional libraries. {@link AbsentLibraryTests} removes their
 * jars from the class path.
 */
class OptionalLibrariesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
				ZmqHealthContributorAutoConfiguration.class, ZmqEndpointAutoConfiguration.class))
		.withPropertyValues("zmq.publishers.events.address=inproc://events",
				"zmq.subscribers.events.address=inproc://events", "management.endpoints.web.exposure.include=*");

	static Stream<Class<?>> optionalClasses() {
		return Stream.of(JsonMapper.class, MeterRegistry.class, HealthContributor.class, Endpoint.class,
				Validator.class, Flux.class);
	}

	@ParameterizedTest
	@MethodSource("optionalClasses")
	void applicationStartsWithout(Class<?> hidden) {
		this.runner.withClassLoader(new FilteredClassLoader(hidden))
			.withBean(Texts.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ZmqTemplate.class)
				.hasSingleBean(ZmqPublisher.class));
	}

	@Test
	void withoutJeroMqThereAreNoBeans() {
		this.runner.withClassLoader(new FilteredClassLoader(ZMQ.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqTemplate.class)
				.doesNotHaveBean(ZmqPublisher.class));
	}

	@Test
	void withoutJacksonTheConverterReportsWhatIsMissing() {
		this.runner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.withBean(Texts.class)
			.run((context) -> assertThat(context.getBean(ZmqMessageConverter.class))
				.isInstanceOf(NoJsonMessageConverter.class));
	}

	@Test
	void listenerToARecordWithoutJacksonIsRefused() {
		this.runner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.withBean(Records.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("The listener Records.on has a payload that cannot be read")
				.hasMessageContaining("Order cannot be read")
				.hasMessageContaining("spring-boot-starter-jackson"));
	}

	@Test
	void validListenerWithoutAValidatorIsRefused() {
		this.runner.withBean(Valids.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("The listener Valids.on requires validation, but there is no validator")
				.hasMessageContaining("spring-boot-starter-validation"));
	}

	@Test
	void validatedListenerWithoutAValidatorIsRefused() {
		this.runner.withBean(Validateds.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("The listener Validateds.on requires validation")
				.hasMessageContaining("spring-boot-starter-validation"));
	}

	record Order(int id) {

	}

	static class Texts {

		@ZmqListener("text")
		void on(String text) {
		}

		@ZmqListener("bytes")
		void on(byte[] bytes) {
		}

	}

	static class Records {

		@ZmqListener("order")
		void on(Order order) {
		}

	}

	static class Valids {

		@ZmqListener("order")
		void on(@Valid Order order) {
		}

	}

	static class Validateds {

		@ZmqListener("order")
		void on(@Validated Order order) {
		}

	}

}
