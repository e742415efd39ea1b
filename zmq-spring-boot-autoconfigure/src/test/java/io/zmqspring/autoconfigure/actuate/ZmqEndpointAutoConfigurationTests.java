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

package io.zmqspring.autoconfigure.actuate;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.socket.connection.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the endpoint is created.
 */
class ZmqEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class, ZmqEndpointAutoConfiguration.class));

	private final ApplicationContextRunner exposing = this.runner
		.withPropertyValues("management.endpoints.web.exposure.include=zmq");

	@Test
	void endpointIsNotCreatedUnlessExposed() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(ZmqEndpoint.class)
			.doesNotHaveBean(ZmqEndpointWebExtension.class));
	}

	@Test
	void exposedEndpointIsCreatedEvenWithoutRoles() {
		this.exposing.run((context) -> assertThat(context).hasSingleBean(ZmqEndpoint.class)
			.hasSingleBean(ZmqEndpointWebExtension.class));
	}

	@Test
	void endpointExposedOverJmxOnlyHasNoWebExtension() {
		this.runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=zmq")
			.run((context) -> assertThat(context).hasSingleBean(ZmqEndpoint.class)
				.doesNotHaveBean(ZmqEndpointWebExtension.class));
	}

	@Test
	void endpointIsNotCreatedWithoutAccess() {
		this.exposing.withPropertyValues("management.endpoint.zmq.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqEndpoint.class));
	}

	@Test
	void descriptionsHaveReflectionHintsForNativeImages() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, ZmqEndpoint.class,
				ZmqEndpointWebExtension.class);
		assertThat(List.of(ZmqDescription.class, ZmqDescription.Context.class, ZmqDescription.Listener.class,
				RoleDescription.class, StatisticsDescription.class, Connection.class))
			.allMatch((type) -> RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
				.test(hints));
	}

	@Test
	void endpointIsNotCreatedIfZmqIsDisabled() {
		this.exposing.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqEndpoint.class));
	}

}
