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

package io.zmqspring.dashboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.function.RouterFunction;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When there is a page, and when there is none.
 */
@ExtendWith(OutputCaptureExtension.class)
class DashboardAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(ZmqAutoConfiguration.class,
			ZmqDashboardAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@ParameterizedTest
	@ValueSource(strings = { "zmq.dashboard.path=/zmq", "zmq.dashboard.enabled=false", "zmq.dashboard.interval=2s" })
	void withoutThePropertyThereIsNoBeanOfTheModule(String setting) {
		this.runner.withPropertyValues(setting).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(RouterFunction.class);
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.toLowerCase().contains("dashboard"));
		});
	}

	@Test
	void withThePropertyThereAreRoutes() {
		this.runner.withPropertyValues("zmq.dashboard.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(RouterFunction.class)
				.hasSingleBean(SnapshotSource.class)
				.doesNotHaveBean(ZmqDashboardAutoConfiguration.WithoutPageConfiguration.class));
	}

	@Test
	void withoutZeroMqThereIsNoPage() {
		this.runner.withPropertyValues("zmq.dashboard.enabled=true", "zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RouterFunction.class));
	}

	@Test
	void actuatorMicrometerAndSecurityAreOptional() {
		this.runner.withPropertyValues("zmq.dashboard.enabled=true")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer.core",
					"org.springframework.security"))
			.run((context) -> {
				assertThat(context).hasSingleBean(RouterFunction.class)
					.doesNotHaveBean(DashboardMeters.class)
					.doesNotHaveBean(EndpointPaths.class)
					.doesNotHaveBean(UserPermissions.class);
				assertThat(context.getBean(SnapshotSource.class).get()).contains("\"roles\":[]");
			});
	}

	@Test
	void anApplicationWithoutMvcIsToldThatThereIsNoPage(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues("zmq.dashboard.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RouterFunction.class));
		assertThat(output).contains("zmq.dashboard.enabled is true, but there is no page")
			.contains("Add spring-boot-starter-webmvc, or remove the key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq", "/zmq/*", "/../zmq", "/a//b", "http://host/zmq", "/{name}", "//" })
	void aPathThatIsNotThatOfAPageIsRefused(String path) {
		this.runner.withPropertyValues("zmq.dashboard.enabled=true", "zmq.dashboard.path=" + path)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'path'")
				.hasMessageContaining("Write for example /zmq"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1s", "2m" })
	void anIntervalThatIsTooShortOrTooLongIsRefused(String interval) {
		this.runner.withPropertyValues("zmq.dashboard.enabled=true", "zmq.dashboard.interval=" + interval)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("is not from 50 ms to 1 minute"));
	}

}
