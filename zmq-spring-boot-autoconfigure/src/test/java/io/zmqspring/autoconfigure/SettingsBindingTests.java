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
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Binds addresses and single keys from each source, and checks the defaults.
 */
class SettingsBindingTests {

	@Test
	void addressAloneGetsTheDefaultsOfAPublisher() {
		PublisherSettings settings = SettingsSource
			.bind(SettingsSource.properties(Map.of("zmq.publishers.events.address", "tcp://*:5555")))
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
		SubscriberSettings settings = SettingsSource
			.bind(SettingsSource.properties(Map.of("zmq.subscribers.in.address", "tcp://localhost:5555")))
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
		assertThat(SettingsSource.bind(SettingsSource.properties(Map.of())).context())
			.isEqualTo(new ContextSettings(1, 1024, true));
		assertThat(SettingsSource.bind(SettingsSource.properties(Map.of())).security())
			.isEqualTo(SecuritySettings.DEFAULTS)
			.isEqualTo(SecuritySettings.limits(Duration.ofSeconds(10), 200, 0));
	}

	@Test
	void severalAddressesAreSeparatedByCommas() {
		assertThat(addresses("tcp://*:5555, inproc://events")).containsExactly("tcp://*:5555", "inproc://events");
	}

	@Test
	void severalAddressesAreAListInYaml() {
		assertThat(endpoints(SettingsSource.yaml("""
				zmq.publishers.events.address:
				  - tcp://*:5555
				  - inproc://events
				"""))).containsExactly("tcp://*:5555", "inproc://events");
	}

	@Test
	void severalAddressesAreIndexedEnvironmentVariables() {
		assertThat(endpoints(SettingsSource.variables(Map.of("zmq.publishers.events.address.0", "tcp://*:5555",
				"zmq.publishers.events.address.1", "inproc://events"), UnaryOperator.identity())))
			.containsExactly("tcp://*:5555", "inproc://events");
	}

	@Test
	void separatePortCompletesTheAddress() {
		PropertySource<?> source = SettingsSource.properties(Map.of("zmq.publishers.events.address", "tcp://[::1]",
				"zmq.publishers.events.port", "5555", "zmq.publishers.events.socket.ipv6", "true"));
		assertThat(endpoints(source)).containsExactly("tcp://[::1]:5555");
	}

	@Test
	void emptyOptionalSettingsAreAbsent() {
		PublisherSettings settings = SettingsSource.bind(SettingsSource.yaml("""
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
		StandardEnvironment environment = SettingsSource.environment(SettingsSource
			.variables(Map.of("zmq.publishers.events.high_water_mark", "7"), UnaryOperator.identity()));
		environment.getPropertySources()
			.addLast(SettingsSource.properties(Map.of("zmq.publishers.events.address", "inproc://events",
					"zmq.publishers.events.high-water-mark", "5")));
		assertThat(SettingsSource.bind(environment).publishers()).hasSize(1)
			.hasEntrySatisfying("events",
					(settings) -> assertThat(settings).returns(7, PublisherSettings::highWaterMark)
						.returns(List.of("inproc://events"), PublisherSettings::address));
	}

	private static List<String> addresses(String value) {
		return endpoints(SettingsSource.properties(Map.of("zmq.publishers.events.address", value)));
	}

	private static List<String> endpoints(PropertySource<?> source) {
		return SettingsSource.bind(source)
			.publishers()
			.get("events")
			.endpoints()
			.stream()
			.map(Endpoint::toString)
			.toList();
	}

}
