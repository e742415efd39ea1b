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
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.zmqspring.autoconfigure.entries.KnownKeys;
import io.zmqspring.autoconfigure.settings.DefaultsPropertySource;
import io.zmqspring.autoconfigure.settings.RoleDefaults;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.CorrelationSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.value.DeliveryMode;
import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys below {@code zmq.defaults}: which roles they reach, and what has precedence.
 */
@ExtendWith(OutputCaptureExtension.class)
class RoleDefaultsTests {

	/** The defaults of {@code every-key.yml}. */
	static final RoleDefaults EVERY_KEY = new RoleDefaults(WireFormat.RAW, TopicRule.STRICT, 21, Duration.ofSeconds(22),
			Duration.ofSeconds(23), Duration.ofSeconds(24), 25, Duration.ofSeconds(26), LatencyClass.LOGGING, true,
			"sort", DeliveryMode.AT_LEAST_ONCE, new CorrelationSettings("number", "of-number", "progress"), "theirs",
			SocketTuning.builder().maxConnections(27).ipcPermissions("rw-rw----").build());

	private static final String PUBLISHER = "zmq.publishers.events.address=inproc://events";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withUserConfiguration(Work.class)
		.withPropertyValues(PUBLISHER, "zmq.subscribers.big-cam.address=inproc://events",
				"zmq.subscribers.big-cam.topics=*", "zmq.workers.a.pull.address=inproc://work",
				"zmq.controllers.main.workers.a.push.address=inproc://work",
				"zmq.controllers.main.workers.a.pull.address=inproc://results");

	@Test
	void defaultsReachEveryRoleThatHasTheKey() {
		this.runner
			.withPropertyValues("zmq.defaults.wire-format=single-frame", "zmq.defaults.high-water-mark=7",
					"zmq.defaults.linger=3s", "zmq.defaults.headers=true", "zmq.defaults.shutdown-timeout=4s",
					"zmq.defaults.correlation.request-field=number", "zmq.defaults.socket.expect-connection-within=9s")
			.run((context) -> {
				assertThat(context.getBean(ZmqPublisher.class).settings())
					.returns(WireFormat.SINGLE_FRAME, PublisherSettings::wireFormat)
					.returns(7, PublisherSettings::highWaterMark)
					.returns(Duration.ofSeconds(3), PublisherSettings::linger)
					.returns(true, PublisherSettings::headers)
					.returns(Duration.ofSeconds(9), (settings) -> settings.socket().expectConnectionWithin());
				assertThat(context.getBean(ZmqSubscriber.class).settings())
					.returns(WireFormat.SINGLE_FRAME, SubscriberSettings::wireFormat)
					.returns(7, SubscriberSettings::highWaterMark)
					.returns(Duration.ofSeconds(4), SubscriberSettings::shutdownTimeout)
					.returns(Duration.ofSeconds(9), (settings) -> settings.socket().expectConnectionWithin());
				assertThat(context.getBean(ZmqWorker.class).settings())
					.returns(Duration.ofSeconds(4), WorkerSettings::shutdownTimeout)
					.returns("number", (settings) -> settings.correlation().requestField())
					.returns(7, (settings) -> settings.pull().highWaterMark())
					.returns(Duration.ofSeconds(9), (settings) -> settings.pull().socket().expectConnectionWithin())
					.returns(null, WorkerSettings::push);
				assertThat(context.getBean(ZmqController.class).settings()).returns(true, ControllerSettings::headers)
					.returns("number", (settings) -> settings.correlation().requestField())
					.extracting((settings) -> settings.workers().get("a"))
					.returns(7, (pool) -> pool.push().highWaterMark())
					.returns(Duration.ofSeconds(3), (pool) -> pool.push().linger());
			});
	}

	@Test
	void optionOfATransportReachesOnlyTheSocketsThatUseIt() {
		this.runner
			.withPropertyValues("zmq.defaults.socket.max-connections=9", "zmq.defaults.socket.tcp-keep-alive=true",
					"zmq.defaults.socket.ipc-permissions=rw-------", "zmq.subscribers.big-cam.address=tcp://localhost",
					"zmq.subscribers.big-cam.port=1", "zmq.controllers.main.workers.a.pull.address=tcp://127.0.0.1:0")
			.run((context) -> {
				SocketTuning tcp = SocketTuning.builder().maxConnections(9).tcpKeepAlive(true).build();
				assertThat(context.getBean(ZmqPublisher.class).settings().socket()).isEqualTo(SocketTuning.DEFAULTS);
				assertThat(context.getBean(ZmqSubscriber.class).settings().socket()).isEqualTo(tcp);
				assertThat(context.getBean(ZmqWorker.class).settings().pull().socket())
					.isEqualTo(SocketTuning.DEFAULTS);
				assertThat(context.getBean(ZmqController.class).settings().workers().get("a"))
					.returns(SocketTuning.DEFAULTS, (pool) -> pool.push().socket())
					.returns(tcp, (pool) -> pool.pull().socket());
			});
	}

	@Test
	void keyOfAnEntryHasPrecedenceFromWhateverSource() {
		this.runner.withInitializer((context) -> {
			StandardEnvironment environment = (StandardEnvironment) context.getEnvironment();
			environment.getPropertySources()
				.addFirst(variables(Map.of("ZMQ_DEFAULTS_HIGHWATERMARK", "5", "ZMQ_DEFAULTS_WIRE_FORMAT", "raw")));
		})
			.withPropertyValues("zmq.defaults.high-water-mark=6", "zmq.publishers.events.high-water-mark=7",
					"zmq.publishers.events.wire-format=multipart", "zmq.subscribers.big-cam.wire-format=multipart")
			.run((context) -> {
				assertThat(context.getBean(ZmqPublisher.class).settings().highWaterMark()).isEqualTo(7);
				assertThat(context.getBean(ZmqSubscriber.class).settings().highWaterMark()).isEqualTo(5);
				assertThat(context.getBean(ZmqSubscriber.class).settings().wireFormat())
					.isEqualTo(WireFormat.MULTIPART);
			});
	}

	private static SystemEnvironmentPropertySource variables(Map<String, Object> variables) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				variables);
	}

	@Test
	void defaultMayBeAPlaceholder() {
		this.runner.withPropertyValues("queue=11", "zmq.defaults.high-water-mark=${queue}")
			.run((context) -> assertThat(context.getBean(ZmqPublisher.class).settings().highWaterMark()).isEqualTo(11));
	}

	@Test
	void withoutDefaultsTheEnvironmentIsUnchanged() {
		this.runner.run((context) -> assertThat(((StandardEnvironment) context.getEnvironment()).getPropertySources()
			.contains(DefaultsPropertySource.NAME)).isFalse());
	}

	@Test
	void childContextHasItsOwnDefaults() {
		try (var parent = new SpringApplicationBuilder(Starter.class).web(WebApplicationType.NONE)
			.run("--zmq.defaults.high-water-mark=5", "--" + PUBLISHER);
				var child = new SpringApplicationBuilder(Starter.class).web(WebApplicationType.NONE)
					.parent(parent)
					.run("--zmq.defaults.high-water-mark=6", "--zmq.subscribers.in.address=inproc://events",
							"--zmq.subscribers.in.topics=*")) {
			assertThat(parent.getBean(ZmqPublisher.class).settings().highWaterMark()).isEqualTo(5);
			assertThat(child.getBean(ZmqSubscriber.class).settings().highWaterMark()).isEqualTo(6);
		}
	}

	@Test
	void keyThatFitsNoRoleIsRefused(CapturedOutput output) {
		RefusedStart.of(output, PUBLISHER, "zmq.defaults.colour=blue")
			.says("The setting 'zmq.defaults.colour' with the value 'blue'", "is unknown")
			.advises("Below 'zmq.defaults' these keys are known: wire-format", "socket.ipv6");
	}

	@Test
	void keyOfOneRoleOnlyIsRefused(CapturedOutput output) {
		RefusedStart.of(output, PUBLISHER, "zmq.defaults.overflow=block")
			.says("The setting 'zmq.defaults.overflow'", "is unknown");
	}

	@Test
	void invalidDefaultIsNamedWithTheRole(CapturedOutput output) {
		RefusedStart.of(output, PUBLISHER, "zmq.defaults.high-water-mark=-5")
			.says("The setting 'zmq.publishers.events.high-water-mark' with the value '-5' (zmq.defaults.high-water-mark",
					"is negative");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ZMQ_DEFAULTS_HIGHWATERMARK", "ZMQ_DEFAULTS_HIGH_WATER_MARK" })
	void defaultMayBeAnEnvironmentVariable(String variable) {
		this.runner.withInitializer(
				(context) -> context.getEnvironment().getPropertySources().addFirst(variables(Map.of(variable, "5"))))
			.run((context) -> {
				assertThat(context.getBean(ZmqPublisher.class).settings().highWaterMark()).isEqualTo(5);
				assertThat(context.getBean(ZmqWorker.class).settings().pull().highWaterMark()).isEqualTo(5);
			});
	}

	@Test
	void unknownVariableIsNamed(CapturedOutput output) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(variables(Map.of("ZMQ_DEFAULTS_HIGHWATERMRK", "5"))))
			.run((context) -> assertThat(output).contains("ZMQ_DEFAULTS_HIGHWATERMRK matches no setting",
					"ZMQ_DEFAULTS_HIGHWATERMARK?"));
	}

	static Stream<String> everyDefault() {
		return KnownKeys.of(RoleDefaults.class).stream();
	}

	@ParameterizedTest
	@MethodSource("everyDefault")
	void everyDefaultFitsTwoKindsOfRoles(String key) {
		long kinds = Stream
			.of(List.of(PublisherSettings.class), List.of(SubscriberSettings.class), List.of(WorkerSettings.class),
					List.of(ControllerSettings.class, PoolSettings.class))
			.filter((records) -> records.stream()
				.flatMap((type) -> KnownKeys.of(type).stream())
				.anyMatch((known) -> known.replaceFirst("^(pull|push)\\.", "").equals(key)))
			.count();
		assertThat(kinds).isGreaterThan(1);
	}

	// Except those of one address: a default would not fit each of them, such as resolve
	// to an address that is bound
	static Stream<String> everyCommonKey() {
		List<String> publisher = KnownKeys.of(PublisherSettings.class);
		return KnownKeys.of(SubscriberSettings.class)
			.stream()
			.filter(publisher::contains)
			.filter((key) -> !List
				.of("address", "port", "bind", "resolve", "resolve-interval", "security", "security-role",
						"replay.address")
				.contains(key));
	}

	@ParameterizedTest
	@MethodSource("everyCommonKey")
	void everyKeyOfPublishersAndSubscribersIsADefault(String key) {
		assertThat(KnownKeys.of(RoleDefaults.class)).contains(key);
	}

	@Test
	void deliveryIsThatOfPoolsAndWorkers() {
		this.runner
			.withPropertyValues("zmq.defaults.delivery=at-least-once", "zmq.workers.a.push.address=inproc://results")
			.run((context) -> {
				assertThat(context.getBean(ZmqWorker.class).settings().delivery())
					.isEqualTo(DeliveryMode.AT_LEAST_ONCE);
				assertThat(context.getBean(ZmqController.class).settings().workers().get("a").delivery())
					.isEqualTo(DeliveryMode.AT_LEAST_ONCE);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ZmqAutoConfiguration.class)
	static class Starter {

	}

	@Configuration(proxyBeanMethods = false)
	static class Work {

		@ZmqWorkHandler("a")
		void on(String work) {
		}

	}

}
