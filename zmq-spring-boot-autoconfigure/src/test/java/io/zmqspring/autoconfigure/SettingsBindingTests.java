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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import io.zmqspring.settings.AwaitSubscribersSettings;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.HeartbeatSettings;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Binds every key from every supported source, and checks the defaults.
 */
class SettingsBindingTests {

	private static final String YAML = read("every-key.yml");

	private static String read(String resource) {
		try {
			return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Stream<Named<PropertySource<?>>> everyKey() {
		return Stream.of(Named.of("yaml", yaml(YAML)), Named.of("properties", properties(flat(YAML))),
				Named.of("environment variables with underscores for dashes",
						variables(flat(YAML), (key) -> key.replace('-', '_'))),
				Named.of("environment variables without dashes", variables(flat(YAML), (key) -> key.replace("-", ""))));
	}

	@ParameterizedTest
	@MethodSource("everyKey")
	void everyKeyIsBound(PropertySource<?> source) {
		ZmqProperties bound = bind(source);
		assertThat(bound.context()).isEqualTo(new ContextSettings(2, 77, false));
		assertThat(bound.security()).isEqualTo(SecuritySettingsTests.EVERY_KEY);
		assertThat(bound.defaults()).isEqualTo(RoleDefaultsTests.EVERY_KEY);
		assertThat(bound.listener()).isEqualTo(RetrySettingsTests.EVERY_KEY);
		assertThat(bound.stats()).isEqualTo(new ZmqProperties.Stats(Duration.ofMinutes(1)));
		assertThat(bound.observation()).isEqualTo(new ZmqProperties.Observation(false));
		assertThat(bound.publishers()).containsOnlyKeys("camera");
		assertThat(bound.publishers().get("camera")).returns(List.of("tcp://127.0.0.1"), PublisherSettings::address)
			.returns(5555, PublisherSettings::port)
			.returns(false, PublisherSettings::bind)
			.returns("camera.frame", PublisherSettings::defaultTopic)
			.returns("kind", PublisherSettings::typeProperty)
			.returns(WireFormat.SINGLE_FRAME, PublisherSettings::wireFormat)
			.returns(TopicRule.STRICT, PublisherSettings::topicRule)
			.returns(Duration.ofSeconds(2), PublisherSettings::sendTimeout)
			.returns(5, PublisherSettings::highWaterMark)
			.returns(Overflow.BLOCK, PublisherSettings::overflow)
			.returns(new AwaitSubscribersSettings(List.of("camera.frame", "camera.cmd"), Duration.ofSeconds(11)),
					PublisherSettings::awaitSubscribers)
			.returns(Duration.ofMillis(250), PublisherSettings::linger)
			.returns(LatencyClass.CONTROL, PublisherSettings::latencyClass)
			.returns(true, PublisherSettings::headers)
			.returns(true, PublisherSettings::sequence)
			.returns(new HeartbeatSettings(true, Duration.ofSeconds(9), "camera.heartbeat"),
					PublisherSettings::heartbeat)
			.returns(new PublisherReplaySettings(List.of("tcp://127.0.0.1:5556"), 31, DataSize.ofMegabytes(32),
					"/run/camera.replay"), PublisherSettings::replay)
			.returns(new LastValueSettings(List.of("camera.state", "camera.lens.*"), DataSize.ofMegabytes(8)),
					PublisherSettings::lastValue)
			.returns("mine", PublisherSettings::converter)
			.returns(SocketTuning.builder()
				.maxMessageSize(DataSize.ofMegabytes(1))
				.handshakeInterval(Duration.ofSeconds(2))
				.heartbeatInterval(Duration.ofSeconds(3))
				.heartbeatTimeout(Duration.ofSeconds(4))
				.reconnectInterval(Duration.ofSeconds(5))
				.reconnectIntervalMax(Duration.ofSeconds(6))
				.sendBuffer(DataSize.ofKilobytes(7))
				.receiveBuffer(DataSize.ofKilobytes(8))
				.tcpKeepAlive(true)
				.ipv6(true)
				.maxConnections(88)
				.maxSubscriptions(99)
				.build(), PublisherSettings::socket);
		assertThat(bound.subscribers()).containsOnlyKeys("screen");
		assertThat(bound.subscribers().get("screen")).returns(List.of("tcp://127.0.0.1"), SubscriberSettings::address)
			.returns(0, SubscriberSettings::port)
			.returns(true, SubscriberSettings::bind)
			.returns(List.of("camera.frame", "camera.*"), SubscriberSettings::topics)
			.returns(WireFormat.SINGLE_FRAME, SubscriberSettings::wireFormat)
			.returns(TopicRule.STRICT, SubscriberSettings::topicRule)
			.returns(LatencyClass.TELEMETRY, SubscriberSettings::latencyClass)
			.returns(true, SubscriberSettings::headers)
			.returns(Duration.ofSeconds(15), SubscriberSettings::expectHeartbeatWithin)
			.returns(List.of("camera", "lamp"), SubscriberSettings::expectHeartbeatFrom)
			.returns("camera.heartbeat", SubscriberSettings::heartbeatTopic)
			.returns(new SubscriberReplaySettings(List.of("tcp://127.0.0.1:5556"), ReplayStart.EARLIEST,
					"/run/screen.resume"), SubscriberSettings::replay)
			.returns(Duration.ofSeconds(33), SubscriberSettings::replayTimeout)
			.returns(6, SubscriberSettings::highWaterMark)
			.returns(false, SubscriberSettings::autoStartup)
			.returns(Duration.ofSeconds(16), SubscriberSettings::shutdownTimeout)
			.returns(17, SubscriberSettings::maxPending)
			.returns(Duration.ofSeconds(18), SubscriberSettings::resultTimeout)
			.returns("yours", SubscriberSettings::converter)
			.returns(true, (settings) -> settings.socket().tcpKeepAlive());
	}

	@Test
	void addressAloneGetsTheDefaultsOfAPublisher() {
		PublisherSettings settings = bind(properties(Map.of("zmq.publishers.events.address", "tcp://*:5555")))
			.publishers()
			.get("events");
		assertThat(settings).isEqualTo(PublisherSettings.of("tcp://*:5555"))
			.returns(null, PublisherSettings::port)
			.returns(true, PublisherSettings::bind)
			.returns(null, PublisherSettings::defaultTopic)
			.returns(WireFormat.MULTIPART, PublisherSettings::wireFormat)
			.returns(TopicRule.LENIENT, PublisherSettings::topicRule)
			.returns(Duration.ofSeconds(1), PublisherSettings::sendTimeout)
			.returns(1000, PublisherSettings::highWaterMark)
			.returns(Duration.ofSeconds(1), PublisherSettings::linger)
			.returns(null, PublisherSettings::converter)
			.returns(SocketTuning.DEFAULTS, PublisherSettings::socket);
	}

	@Test
	void addressAloneGetsTheDefaultsOfASubscriber() {
		SubscriberSettings settings = bind(properties(Map.of("zmq.subscribers.in.address", "tcp://localhost:5555")))
			.subscribers()
			.get("in");
		assertThat(settings).isEqualTo(SubscriberSettings.of("tcp://localhost:5555"))
			.returns(null, SubscriberSettings::port)
			.returns(false, SubscriberSettings::bind)
			.returns(List.of(), SubscriberSettings::topics)
			.returns(WireFormat.MULTIPART, SubscriberSettings::wireFormat)
			.returns(TopicRule.LENIENT, SubscriberSettings::topicRule)
			.returns(1000, SubscriberSettings::highWaterMark)
			.returns(true, SubscriberSettings::autoStartup)
			.returns(Duration.ofSeconds(5), SubscriberSettings::shutdownTimeout)
			.returns(256, SubscriberSettings::maxPending)
			.returns(null, SubscriberSettings::resultTimeout)
			.returns(SocketTuning.DEFAULTS, SubscriberSettings::socket);
	}

	@Test
	void contextHasItsDefaults() {
		assertThat(bind(properties(Map.of())).context()).isEqualTo(new ContextSettings(1, 1024, true));
		assertThat(bind(properties(Map.of())).security()).isEqualTo(SecuritySettings.DEFAULTS)
			.isEqualTo(SecuritySettings.limits(Duration.ofSeconds(10), 200, 0));
	}

	@Test
	void severalAddressesAreSeparatedByCommas() {
		assertThat(addresses("tcp://*:5555, inproc://events")).containsExactly("tcp://*:5555", "inproc://events");
	}

	@Test
	void severalAddressesAreAListInYaml() {
		assertThat(endpoints(yaml("""
				zmq.publishers.events.address:
				  - tcp://*:5555
				  - inproc://events
				"""))).containsExactly("tcp://*:5555", "inproc://events");
	}

	@Test
	void severalAddressesAreIndexedEnvironmentVariables() {
		assertThat(endpoints(variables(Map.of("zmq.publishers.events.address.0", "tcp://*:5555",
				"zmq.publishers.events.address.1", "inproc://events"), UnaryOperator.identity())))
			.containsExactly("tcp://*:5555", "inproc://events");
	}

	@Test
	void separatePortCompletesTheAddress() {
		PropertySource<?> source = properties(Map.of("zmq.publishers.events.address", "tcp://[::1]",
				"zmq.publishers.events.port", "5555", "zmq.publishers.events.socket.ipv6", "true"));
		assertThat(endpoints(source)).containsExactly("tcp://[::1]:5555");
	}

	@Test
	void emptyOptionalSettingsAreAbsent() {
		PublisherSettings settings = bind(yaml("""
				zmq:
				  publishers:
				    events:
				      address: tcp://*:5555
				      port:
				      default-topic:
				      converter:
				      socket:
				        send-buffer:
				""")).publishers().get("events");
		assertThat(settings).isEqualTo(PublisherSettings.of("tcp://*:5555"));
	}

	@Test
	void environmentVariableOverridesOneKeyOfAnEntry() {
		StandardEnvironment environment = environment(
				variables(Map.of("zmq.publishers.events.high_water_mark", "7"), UnaryOperator.identity()));
		environment.getPropertySources()
			.addLast(properties(Map.of("zmq.publishers.events.address", "inproc://events",
					"zmq.publishers.events.high-water-mark", "5")));
		assertThat(bind(environment).publishers()).hasSize(1)
			.hasEntrySatisfying("events",
					(settings) -> assertThat(settings).returns(7, PublisherSettings::highWaterMark)
						.returns(List.of("inproc://events"), PublisherSettings::address));
	}

	private static List<String> addresses(String value) {
		return endpoints(properties(Map.of("zmq.publishers.events.address", value)));
	}

	private static List<String> endpoints(PropertySource<?> source) {
		return bind(source).publishers().get("events").endpoints().stream().map(Endpoint::toString).toList();
	}

	private static ZmqProperties bind(PropertySource<?> source) {
		return bind(environment(source));
	}

	private static ZmqProperties bind(StandardEnvironment environment) {
		return Binder.get(environment, new EnvironmentVariableBinding(environment).apply(BindHandler.DEFAULT))
			.bindOrCreate("zmq", Bindable.of(ZmqProperties.class));
	}

	private static StandardEnvironment environment(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((each) -> environment.getPropertySources().remove(each.getName()));
		environment.getPropertySources().addFirst(source);
		return environment;
	}

	private static PropertySource<?> properties(Map<String, Object> properties) {
		return new MapPropertySource("properties", properties);
	}

	private static PropertySource<?> variables(Map<String, Object> properties, UnaryOperator<String> convertDashes) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				properties.entrySet()
					.stream()
					.collect(Collectors.toMap((entry) -> convertDashes.apply(entry.getKey())
						.replaceAll("[.\\[]", "_")
						.replace("]", "")
						.toUpperCase(Locale.ROOT), Map.Entry::getValue)));
	}

	private static Map<String, Object> flat(String yaml) {
		MapPropertySource source = (MapPropertySource) yaml(yaml);
		return Stream.of(source.getPropertyNames())
			.collect(Collectors.toMap((name) -> name, (name) -> String.valueOf(source.getProperty(name))));
	}

	private static PropertySource<?> yaml(String yaml) {
		try {
			return new YamlPropertySourceLoader()
				.load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.get(0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
