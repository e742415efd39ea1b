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
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import io.zmqspring.settings.AwaitSubscribersSettings;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.HeartbeatSettings;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Binds every key from every supported source.
 */
class EveryKeyTests {

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
		return Stream.of(Named.of("yaml", SettingsSource.yaml(YAML)),
				Named.of("properties", SettingsSource.properties(SettingsSource.flat(YAML))),
				Named.of("environment variables with underscores for dashes",
						SettingsSource.variables(SettingsSource.flat(YAML), (key) -> key.replace('-', '_'))),
				Named.of("environment variables without dashes",
						SettingsSource.variables(SettingsSource.flat(YAML), (key) -> key.replace("-", ""))));
	}

	@ParameterizedTest
	@MethodSource("everyKey")
	void everyKeyIsBound(PropertySource<?> source) {
		ZmqProperties bound = SettingsSource.bind(source);
		assertThat(bound.context()).isEqualTo(new ContextSettings(2, 77, false));
		assertThat(bound.security()).isEqualTo(SecuritySettingsTests.EVERY_KEY);
		assertThat(bound.defaults()).isEqualTo(RoleDefaultsTests.EVERY_KEY);
		assertThat(bound.dashboard()).isEqualTo(new ZmqProperties.Dashboard(true, "/admin/zmq", Duration.ofSeconds(2)));
		assertThat(bound.listener()).isEqualTo(RetrySettingsTests.EVERY_KEY);
		assertThat(bound.stats()).isEqualTo(new ZmqProperties.Stats(Duration.ofMinutes(1)));
		assertThat(bound.observation()).isEqualTo(new ZmqProperties.Observation(false));
		assertThat(bound.proxies()).isEqualTo(ProxyBeansTests.EVERY_KEY);
		assertThat(bound.publishers()).containsOnlyKeys("camera");
		assertThat(bound.publishers().get("camera")).returns(List.of("tcp://127.0.0.1"), PublisherSettings::address)
			.returns(5555, PublisherSettings::port)
			.returns(false, PublisherSettings::bind)
			.returns(Resolve.ALL, PublisherSettings::resolve)
			.returns(Duration.ofSeconds(41), PublisherSettings::resolveInterval)
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
			.returns(Resolve.FIRST, SubscriberSettings::resolve)
			.returns(Duration.ofSeconds(42), SubscriberSettings::resolveInterval)
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

}
