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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.awaitility.Awaitility.await;

/**
 * A publisher of heartbeats and subscribers that watch them.
 */
abstract class HeartbeatWatchFixture {

	static final Duration WITHIN = Duration.ofMillis(1500);

	static final String TOPIC = "alive";

	final ZmqContext context;

	final List<Object> events = new CopyOnWriteArrayList<>();

	final List<String> handled = new CopyOnWriteArrayList<>();

	final ZmqPublisher publisher;

	@Nullable ZmqSubscriber started;

	HeartbeatWatchFixture(TestTransport transport, TestSecurity security) {
		this.context = security.context();
		this.publisher = PubSubRoles.publisher(this.context, transport.address());
	}

	@BeforeEach
	void startPublisher() {
		this.publisher.start();
	}

	@AfterEach
	void close() {
		if (this.started != null) {
			this.started.stop();
		}
		this.publisher.stop();
		this.context.close();
	}

	ZmqSubscriber subscriber(Duration within, String... topics) {
		return expecting(List.of(), within, topics);
	}

	ZmqSubscriber expecting(List<String> services, Duration within, String... topics) {
		SubscriberSettings settings = SubscriberSettings.builder(PubSubRoles.addressOf(this.publisher))
			.topics(topics)
			.expectHeartbeatWithin(within)
			.expectHeartbeatFrom(services.toArray(String[]::new))
			.heartbeatTopic(TOPIC)
			.security(TestSecurity.section(this.context))
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("screen", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), this.events::add);
		this.started = subscriber;
		return subscriber;
	}

	ZmqSubscriber start(ZmqSubscriber subscriber) {
		subscriber.start();
		await().until(() -> this.publisher.hasSubscriber(TOPIC));
		return subscriber;
	}

	void beat(String service) {
		this.publisher.publish("{\"type\":\"heartbeat\",\"x\":[{}],\"service\":\"" + service + "\"}", TOPIC);
	}

	void beatAndAwait(ZmqSubscriber subscriber, String service) {
		Instant before = Instant.now();
		beat(service);
		await().until(() -> subscriber.peers()
			.stream()
			.anyMatch((peer) -> peer.service().equals(service) && peer.lastHeardAt() != null
					&& !peer.lastHeardAt().isBefore(before)));
	}

	<T> List<T> events(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
