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

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Environment variables that Kubernetes sets for services and Docker for links, and
 * others that are no settings.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlatformVariablesTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "ZMQ", "ZMQ_PUBLISHERS", "ZMQ_SUBSCRIBERS", "ZMQ_WORKERS", "ZMQ_CONTROLLERS", "ZMQ_CONTEXT",
					"ZMQ_LISTENER", "ZMQ_LISTENER_RETRY", "ZMQ_STATS", "ZMQ_OBSERVATION", "ZMQ_SECURITY", "ZMQ_ENABLED",
					"ZMQ_PUBLISHERS_OTHER", "ZMQ_WORKERS_OTHER_PULL", "ZMQ_CONTROLLERS_MAIN_WORKERS", "ZMQ_WORKERS_1" })
	void variablesOfAServiceMakeNoEntryAndNoWarning(String service, CapturedOutput output) {
		Map<String, Object> variables = new HashMap<>(kubernetes(service));
		variables.putAll(docker(service));
		run(variables, (context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ZmqRole.class);
			assertThat(output).doesNotContain("WARN");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZMQ_PUBLISHERS_EVENTS", "ZMQ_PUBLISHERS_EVENTS_SOCKET", "ZMQ_PUBLISHERS_EVENTS_HEARTBEAT",
			"ZMQ_PUBLISHERS_EVENTS_ADDRESS" })
	void variablesOfAServiceCalledLikeAnEntryDoNotChangeIt(String service, CapturedOutput output) {
		Map<String, Object> variables = new HashMap<>(kubernetes(service));
		variables.putAll(docker(service));
		run(variables, (context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ZmqPublisher.class).settings().port()).isZero();
			assertThat(output).doesNotContain("WARN");
		}, "zmq.publishers.events.address=tcp://127.0.0.1", "zmq.publishers.events.port=0");
	}

	@Test
	void entryNamedServiceKeepsItsPortBesideAServiceCalledPublishers() {
		run(kubernetes("ZMQ_PUBLISHERS"), (context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ZmqPublisher.class).settings().port()).isZero();
		}, "zmq.publishers.service.address=tcp://127.0.0.1", "zmq.publishers.service.port=0");
	}

	@Test
	void portOfAnEntryNamedServiceMayComeFromTheEnvironment() {
		run(Map.of("ZMQ_PUBLISHERS_SERVICE_PORT", "0"), (context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ZmqPublisher.class).settings().port()).isZero();
		}, "zmq.publishers.service.address=tcp://127.0.0.1");
	}

	@Test
	void variablesOfAServiceMayBeUsedInPlaceholders() {
		run(kubernetes("ZMQ_WORKERS"), (context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ZmqPublisher.class).addresses()).containsExactly("tcp://127.0.0.1:5571");
		}, "zmq.publishers.out.address=tcp://${ZMQ_WORKERS_SERVICE_HOST}:${ZMQ_WORKERS_SERVICE_PORT}",
				"zmq.publishers.out.bind=false");
	}

	@ParameterizedTest
	@CsvSource({ "ZMQ_PUBLISHERS_DEBUG, 1", "ZMQ_PUBLISHERS_DEBUG_LEVEL, 1", "ZMQ_WORKERS_HOME, /opt/workers",
			"ZMQ_CONTROLLERS_LOG, x", "ZMQ_PUBLISHERS, 1", "ZMQ_WORKERS, 3", "ZMQ_CONTEXT, 1", "ZMQ_LISTENER, off",
			"ZMQ_LISTENER_RETRY, 3", "ZMQ_STATS, 10s", "ZMQ_OBSERVATION, false", "ZMQ_PUBLISHERS_X_ADDRESS, ''",
			"ZMQ_CONTROLLERS_MAIN_WORKERS_A_DEBUG, 1", "ZMQ_PUBLISHERS_EVENTS, 1", "ZMQ_PUBLISHERS_EVENTS_SOCKET, 1",
			"ZMQ_PUBLISHERS_EVENTS_HEARTBEAT, true" })
	void unknownVariableOnlyCausesAWarning(String name, String value, CapturedOutput output) {
		run(Map.of(name, value), (context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeansOfType(ZmqRole.class)).containsOnlyKeys("eventsPublisher");
			assertThat(output).containsOnlyOnce("The environment variable " + name + " ").contains("WARN");
		}, "zmq.publishers.events.address=inproc://events");
	}

	@Test
	void warningNamesTheVariableThatMakesAnEntry(CapturedOutput output) {
		run(Map.of("ZMQ_WORKERS_TEA_CONCURRENCY", "3"), (context) -> assertThat(output).contains(
				"Variables alone make an entry only if they contain its address: ZMQ_WORKERS_<NAME>_PULL_ADDRESS"));
	}

	@Test
	void misspelledAddressIsSuggested(CapturedOutput output) {
		run(Map.of("ZMQ_SUBSCRIBERS_CAMERA_ADRESS", "tcp://localhost:5555"),
				(context) -> assertThat(output)
					.contains("ZMQ_SUBSCRIBERS_CAMERA_ADRESS matches no setting and has no effect."
							+ " Did you mean ZMQ_SUBSCRIBERS_CAMERA_ADDRESS?"));
	}

	@Test
	void workerThatIsOnlyToldWhereToPushIsRefusedWithTheRightKey(CapturedOutput output) {
		RefusedStart
			.of(output, RefusedStart.NoBeans.class, Map.of("ZMQ_WORKERS_TEA_PUSH_ADDRESS", "tcp://localhost:5572"))
			.says("'zmq.workers.tea.pull.address' is missing");
	}

	@ParameterizedTest
	@CsvSource({ "big-cam, ZMQ_PUBLISHERS_BIGCAM_ADDRESS", "big-cam, ZMQ_PUBLISHERS_BIG_CAM_ADDRESS",
			"bigcam, ZMQ_PUBLISHERS_BIGCAM_ADDRESS", "events, ZMQ_PUBLISHERS_EVENTS_ADDRESS",
			"events, ZMQ_PUBLISHERS_EVENTS_ADDRESS_0", "events, zmq_publishers_events_address" })
	void addressMayBeOverriddenByTheEnvironment(String name, String variable, CapturedOutput output) {
		run(Map.of(variable, "inproc://environment"), (context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ZmqPublisher.class);
			assertThat(context.getBean(ZmqPublisher.class).name()).isEqualTo(name);
			assertThat(context.getBean(ZmqPublisher.class).boundAddresses()).containsExactly("inproc://environment");
			assertThat(output).doesNotContain("WARN");
		}, "zmq.publishers." + name + ".address=inproc://file");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ZMQ_PUBLISHERS_BIGCAM_SOCKET_TCPKEEPALIVE", "ZMQ_PUBLISHERS_BIG_CAM_SOCKET_TCP_KEEP_ALIVE" })
	void nestedKeyOfANameWithDashesMayComeFromTheEnvironment(String variable) {
		run(Map.of(variable, "true"), (context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ZmqPublisher.class);
			assertThat(context.getBean(ZmqPublisher.class).settings().socket().tcpKeepAlive()).isTrue();
		}, "zmq.publishers.big-cam.address=tcp://127.0.0.1:0");
	}

	@Test
	void spellingThatSpringBootDoesNotReadIsReported(CapturedOutput output) {
		run(Map.of("ZMQ_PUBLISHERS_BIGCAM_SOCKET_TCP_KEEP_ALIVE", "true"),
				(context) -> assertThat(output)
					.contains("ZMQ_PUBLISHERS_BIGCAM_SOCKET_TCP_KEEP_ALIVE matches no setting and has no effect."
							+ " Did you mean ZMQ_PUBLISHERS_BIGCAM_SOCKET_TCPKEEPALIVE?"),
				"zmq.publishers.big-cam.address=tcp://127.0.0.1:0");
	}

	@ParameterizedTest
	@CsvSource({ "zmq.workers.port, pull.address", "zmq.publishers.debug, address", "zmq.subscribers.debug, address",
			"zmq.controllers.debug, workers.<pool>.push.address", "zmq.controllers.a.workers.b, push.address" })
	void valueOfAnArgumentWhereAnEntryIsExpectedIsRefusedWithTheRightKey(String key, String first,
			CapturedOutput output) {
		RefusedStart.of(output, key + "=1")
			.says("'" + key + "' with the value '1'", "is a value where a section is expected")
			.advises("Write for example " + key + "." + first);
	}

	@Test
	void valueOfJsonWhereAnEntryIsExpectedIsRefused(CapturedOutput output) {
		RefusedStart.of(output, "spring.application.json={\"zmq\":{\"workers\":{\"port\":1}}}")
			.says("'zmq.workers.port' with the value '1'", "is a value where a section is expected");
	}

	private static Map<String, Object> kubernetes(String service) {
		return Map.of(service + "_SERVICE_HOST", "127.0.0.1", service + "_SERVICE_PORT", "5571",
				service + "_SERVICE_PORT_WORK", "5571", service + "_PORT", "tcp://127.0.0.1:5571",
				service + "_PORT_5571_TCP", "tcp://127.0.0.1:5571", service + "_PORT_5571_TCP_PROTO", "tcp",
				service + "_PORT_5571_TCP_PORT", "5571", service + "_PORT_5571_TCP_ADDR", "127.0.0.1");
	}

	private static Map<String, Object> docker(String link) {
		return Map.of(link + "_NAME", "/web/zmq", link + "_PORT", "tcp://127.0.0.1:5571", link + "_ENV_ADDRESS",
				"tcp://*:1", link + "_ENV_FOO", "bar", link + "_ENV_PULL_ADDRESS", "tcp://*:2",
				link + "_PORT_5571_TCP_START", "tcp://127.0.0.1:5571", link + "_PORT_5571_TCP_PORT_END", "5575");
	}

	private static void run(Map<String, Object> variables, ContextConsumer<AssertableApplicationContext> check,
			String... settings) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(name, new SystemEnvironmentPropertySource(name, variables)))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file",
						Arrays.stream(settings)
							.map((setting) -> setting.split("=", 2))
							.collect(Collectors.toMap((setting) -> setting[0], (setting) -> setting[1])))))
			.run(check);
	}

}
