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

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several beans of a type of which one is needed: the primary one is used, or the start
 * is refused with their names.
 */
@ExtendWith(OutputCaptureExtension.class)
class SeveralBeansTests {

	private static final String PUBLISHER = "zmq.publishers.events.address=tcp://127.0.0.1:0";

	private static ApplicationContextRunner runner(Class<?> beans) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withUserConfiguration(beans);
	}

	@Test
	void twoMappersAreRefusedByName(CapturedOutput output) {
		RefusedStart.of(output, TwoMappers.class, PUBLISHER)
			.says("several beans of type JsonMapper: camelCase, snakeCase")
			.advises("@Primary", "JsonMessageConverter");
	}

	@Test
	void twoMappersDoNotMatterWithoutRoles() {
		runner(TwoMappers.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void primaryMapperIsUsed() {
		runner(PrimaryMapper.class).withPropertyValues(PUBLISHER)
			.run((context) -> assertThat(context.getBean(ZmqMessageConverter.class).toBytes(new Order(2))).asString()
				.isEqualTo("{\"tea_cups\":2}"));
	}

	@Test
	void twoConvertersAreRefusedByName(CapturedOutput output) {
		RefusedStart.of(output, TwoConverters.class, PUBLISHER)
			.says("zmq.publishers.events names no message converter, but there are several: one, two")
			.advises("zmq.publishers.events.converter", "@Primary");
	}

	@Test
	void defaultNamesTheConverterOfAllRoles() {
		runner(TwoConverters.class)
			.withPropertyValues(PUBLISHER, "zmq.publishers.more.address=tcp://127.0.0.1:0",
					"zmq.defaults.converter=two")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void twoDeadLetterHandlersAreRefusedByName(CapturedOutput output) {
		RefusedStart
			.of(output, TwoDeadLetterHandlers.class, "zmq.controllers.main.workers.a.push.address=tcp://127.0.0.1:0",
					"zmq.controllers.main.workers.a.pull.address=tcp://127.0.0.1:0")
			.says("several beans of type ZmqDeadLetterHandler: one, two")
			.advises("@Primary");
	}

	@Test
	void twoObservationRegistriesGiveOneWarning(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqObservationAutoConfiguration.class))
			.withUserConfiguration(TwoRegistries.class)
			.withPropertyValues(PUBLISHER, "zmq.publishers.more.address=tcp://127.0.0.1:0")
			.run((context) -> assertThat(context.getBeansOfType(ZmqPublisher.class)).hasSize(2));
		assertThat(output.getOut()).containsOnlyOnce("There are several beans of type ObservationRegistry");
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoMappers {

		@Bean
		JsonMapper camelCase() {
			return JsonMapper.builder().build();
		}

		@Bean
		JsonMapper snakeCase() {
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryMapper {

		@Bean
		JsonMapper camelCase() {
			return JsonMapper.builder().build();
		}

		@Bean
		@Primary
		JsonMapper snakeCase() {
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoConverters {

		@Bean
		ZmqMessageConverter one() {
			return new NoJsonMessageConverter();
		}

		@Bean
		ZmqMessageConverter two() {
			return new NoJsonMessageConverter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDeadLetterHandlers {

		@Bean
		ZmqDeadLetterHandler one() {
			return (letter) -> {
			};
		}

		@Bean
		ZmqDeadLetterHandler two() {
			return (letter) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoRegistries {

		@Bean
		ObservationRegistry one() {
			return ObservationRegistry.create();
		}

		@Bean
		ObservationRegistry two() {
			return ObservationRegistry.create();
		}

	}

	record Order(int teaCups) {

	}

}
