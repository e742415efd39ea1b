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

package io.zmqspring.scenario.lastvalue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Subscribers of this library that join over each transport, from either side.
 */
class LastValueTransportTests {

	private static final int TOPICS = 1500;

	@ParameterizedTest
	@CsvSource({ "tcp, NULL, true", "tcp, NULL, false", "tcp, CURVE, true", "tcp, CURVE, false", "ipc, NULL, true",
			"ipc, NULL, false", "ipc, CURVE, true", "inproc, NULL, true", "inproc, NULL, false" })
	void listenerGetsTheValuesWhenItIsAddedAndNothingTwice(String transport, TestSecurity security, boolean binds) {
		String address = switch (transport) {
			case "tcp" -> TestTransport.TCP.address();
			case "ipc" -> TestTransport.IPC.address();
			default -> "inproc://last-value";
		};
		try (ZmqContext context = security.context()) {
			ZmqPublisher publisher = publisher(context, address, binds);
			ZmqSubscriber early = subscriber(context, address, !binds);
			publisher.start();
			early.start();
			assertValues(publisher, early);
			early.stop();
			publisher.stop();
		}
	}

	private static void assertValues(ZmqPublisher publisher, ZmqSubscriber subscriber) {
		List<String> present = new CopyOnWriteArrayList<>();
		subscriber.addHandler("sensor.x", (topic, payload) -> present.add(topic + "=" + new String(payload)));
		assertThat(publisher.awaitSubscriber("sensor.x", Duration.ofSeconds(30))).isTrue();
		for (int i = 0; i < TOPICS; i++) {
			publisher.publish("old", "sensor." + i);
			publisher.publish("new", "sensor." + i);
		}
		publisher.publish("old", "sensor.x");
		publisher.publish("new", "sensor.x");
		await().untilAsserted(() -> assertThat(present).containsExactly("sensor.x=old", "sensor.x=new"));
		List<String> joined = new CopyOnWriteArrayList<>();
		HandlerRegistration registration = subscriber.addHandler("sensor.*",
				(topic, payload) -> joined.add(topic + "=" + new String(payload)));
		// ZeroMQ knows the subscriptions of a socket, not those of its listeners
		await().untilAsserted(() -> assertThat(joined).hasSize(TOPICS).doesNotContain("sensor.x=new"));
		publisher.publish("last", "sensor.7");
		await().untilAsserted(() -> assertThat(joined).hasSize(TOPICS + 1));
		assertThat(joined).doesNotHaveDuplicates().endsWith("sensor.7=last").allMatch((text) -> !text.endsWith("old"));
		assertThat(present).hasSize(2);
		registration.remove();
	}

	private static ZmqPublisher publisher(ZmqContext context, String address, boolean bind) {
		PublisherSettings settings = PublisherSettings.builder(address)
			.bind(bind)
			.lastValue(LastValueSettings.of("sensor.*"))
			.linger(Duration.ZERO)
			.security(TestSecurity.section(context))
			.build();
		return new ZmqPublisher("events", settings, context, PubSubRoles.JSON, (event) -> {
		});
	}

	private static ZmqSubscriber subscriber(ZmqContext context, String address, boolean bind) {
		SubscriberSettings settings = SubscriberSettings.builder(address)
			.bind(bind)
			.topics("ready")
			.security(TestSecurity.section(context))
			.build();
		return new ZmqSubscriber("events", settings, context, PubSubRoles.JSON, new LoggingErrorHandler(), (event) -> {
		});
	}

}
