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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.AnnotationMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Misspelled environment variables, which Spring Boot does not report.
 */
@ExtendWith(OutputCaptureExtension.class)
class EnvironmentVariableCheckTests {

	@Test
	void misspelledKeyIsReportedWithTheSuggestedOne(CapturedOutput output) {
		check("ZMQ_PUBLISHERS_EVENTS_ADRESS");
		assertThat(output).contains("WARN",
				"ZMQ_PUBLISHERS_EVENTS_ADRESS matches no setting and has no effect. Did you mean ZMQ_PUBLISHERS_EVENTS_ADDRESS?");
	}

	@Test
	void misspelledKeyOfASocketIsReported(CapturedOutput output) {
		check("ZMQ_SUBSCRIBERS_BIGCAM_SOCKET_HARTBEAT_INTERVAL");
		assertThat(output).contains("Did you mean ZMQ_SUBSCRIBERS_BIGCAM_SOCKET_HEARTBEATINTERVAL?");
	}

	@Test
	void misspelledKeyOfAPoolIsReported(CapturedOutput output) {
		check("ZMQ_CONTROLLERS_MAIN_WORKERS_IMAGE_PUSH_ADRESS");
		assertThat(output).contains("Did you mean ZMQ_CONTROLLERS_MAIN_WORKERS_IMAGE_PUSH_ADDRESS?");
	}

	@Test
	void keyWithoutSimilarOneIsReportedWithAllKnownKeys(CapturedOutput output) {
		check("ZMQ_PUBLISHERS_EVENTS_COLOUR");
		assertThat(output).contains("ZMQ_PUBLISHERS_EVENTS_COLOUR matches no setting and has no effect. ",
				"Known variables: ", "ADDRESS", "HIGHWATERMARK", "SOCKET_IPV6");
	}

	@Test
	void unknownKeyOfAnEntryIsReportedWithoutTheKeysOfOtherEntries(CapturedOutput output) {
		check("ZMQ_PUBLISHERS_EVENTS_COLOUR");
		assertThat(output).contains("ZMQ_PUBLISHERS_EVENTS_ADDRESS").doesNotContain("ZMQ_PUBLISHERS_LOG_ADDRESS");
	}

	@Test
	void variableOfNoEntryIsReportedWithTheOneThatMakesAnEntry(CapturedOutput output) {
		check("ZMQ_PUBLISHERS_DEBUG");
		assertThat(output)
			.contains("Variables alone make an entry only if they contain its address: ZMQ_PUBLISHERS_<NAME>_ADDRESS.")
			.doesNotContain("Known variables");
	}

	@Test
	void misspelledKeyOfTheContextIsReported(CapturedOutput output) {
		check("ZMQ_CONTEXT_IO_THREDS");
		assertThat(output).contains("Did you mean ZMQ_CONTEXT_IOTHREADS?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZMQ_SECURITY_CURVE_ORDERS_SECRTFILE", "ZMQ_SECURITY_CURV_ORDERS_SECRETFILE",
			"ZMQ_SECURITY_PLAIN_LEGACY_PASSWRD" })
	void misspelledKeyOfSecurityIsReportedWithAllKnownKeys(String variable, CapturedOutput output) {
		check(variable);
		assertThat(output).contains(variable + " matches no setting and has no effect. ",
				"ZMQ_SECURITY_CURVE_<NAME>_SECRETFILE", "ZMQ_SECURITY_PLAIN_<NAME>_PASSWORD");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZMQ_PUBLISHERS_EVENTS_ADDRESS", "ZMQ_PUBLISHERS_EVENTS_ADDRESS_0",
			"ZMQ_PUBLISHERS_EVENTS_HIGH_WATER_MARK", "ZMQ_PUBLISHERS_EVENTS_HIGHWATERMARK",
			"ZMQ_PUBLISHERS_EVENTS_SOCKET_MAX_MESSAGE_SIZE", "ZMQ_PUBLISHERS_EVENTS_SOCKET_IPV6",
			"ZMQ_SECURITY_HANDSHAKE_TIMEOUT", "ZMQ_SECURITY_CURVE_ORDERS_SECRETFILE",
			"ZMQ_SECURITY_CURVE_BIG_CAM_CLIENTS_DIRECTORY", "ZMQ_SECURITY_CURVE_ORDERS_SERVERKEY_0",
			"ZMQ_SECURITY_CURVE_ORDERS_CLIENTS_PUMP7", "ZMQ_SECURITY_PLAIN_LEGACY_USERS_BOB",
			"ZMQ_SUBSCRIBERS_BIGCAM_TOPICS", "ZMQ_SUBSCRIBERS_BIGCAM_TOPICS_1", "ZMQ_CONTEXT_IO_THREADS",
			"ZMQ_CONTEXT_MAXSOCKETS", "ZMQ_ENABLED", "ZMQ_SUB_ENDPOINT", "ZMQ_PUB_ADRESS", "PATH" })
	void knownAndUnrelatedVariablesAreNotReported(String variable, CapturedOutput output) {
		check(variable);
		assertThat(output).doesNotContain(variable);
	}

	private static void check(String variable) {
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, Map.of(variable, "value")));
		environment.getPropertySources()
			.addLast(new MapPropertySource("configured",
					Map.of("zmq.publishers.events.address", "", "zmq.publishers.log.address", "",
							"zmq.subscribers.bigcam.address", "", "zmq.controllers.main.workers.image.push.address",
							"")));
		new ZmqRoleRegistrar(environment).registerBeanDefinitions(AnnotationMetadata.introspect(Map.class),
				new SimpleBeanDefinitionRegistry());
	}

}
