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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqPeerBackEvent;
import io.zmqspring.role.ZmqPeerSilentEvent;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.HeartbeatSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a subscriber handles heartbeats and their absence.
 */
class HeartbeatWatchTests {

	private static final Duration WITHIN = Duration.ofMillis(800);

	private static final String TOPIC = "alive";

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:*");

	private @Nullable ZmqSubscriber started;

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

	private ZmqSubscriber subscriber(Duration within, String... topics) {
		SubscriberSettings settings = new SubscriberSettings(List.of(PubSubRoles.addressOf(this.publisher)), null,
				false, List.of(topics), WireFormat.MULTIPART, TopicRule.LENIENT, 1000, true, null, false, within, TOPIC,
				null, SocketTuning.DEFAULTS);
		ZmqSubscriber subscriber = new ZmqSubscriber("screen", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), this.events::add);
		this.started = subscriber;
		return subscriber;
	}

	private ZmqSubscriber start(ZmqSubscriber subscriber) {
		subscriber.start();
		await().until(() -> this.publisher.hasSubscriber(TOPIC));
		return subscriber;
	}

	private void beat(String service) {
		this.publisher.publish("{\"type\":\"heartbeat\",\"x\":[{}],\"service\":\"" + service + "\"}", TOPIC);
	}

	private void beatAndAwait(ZmqSubscriber subscriber, String service) {
		Instant before = Instant.now();
		beat(service);
		await().until(() -> subscriber.peers()
			.stream()
			.anyMatch((peer) -> peer.service().equals(service) && !peer.lastHeardAt().isBefore(before)));
	}

	private <T> List<T> events(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	@Test
	void silentServiceIsReportedOnceAndIsAFaultUntilItsNextHeartbeat() {
		ZmqSubscriber subscriber = start(subscriber(WITHIN));
		beatAndAwait(subscriber, "camera");
		Instant heardAt = subscriber.peers().get(0).lastHeardAt();
		assertThat(subscriber.peers()).containsExactly(new ZmqPeer("camera", heardAt, false));
		assertThat(subscriber.faults()).isEmpty();
		await().until(() -> !events(ZmqPeerSilentEvent.class).isEmpty());
		await().during(WITHIN.multipliedBy(2)).until(() -> events(ZmqPeerSilentEvent.class).size() == 1);
		assertThat(events(ZmqPeerSilentEvent.class)).singleElement()
			.returns(subscriber, ZmqPeerSilentEvent::getSource)
			.returns("subscriber", ZmqPeerSilentEvent::role)
			.returns("screen", ZmqPeerSilentEvent::name)
			.returns("camera", ZmqPeerSilentEvent::service)
			.returns(heardAt, ZmqPeerSilentEvent::lastHeardAt)
			.satisfies((event) -> assertThat(event.silentFor()).isBetween(WITHIN, WITHIN.plusSeconds(5)));
		assertThat(subscriber.faults()).singleElement()
			.asString()
			.matches("publisher 'camera' has been silent for \\d+ (ms|s) \\(expect-heartbeat-within is 800ms\\)");
		assertThat(subscriber.peers()).containsExactly(new ZmqPeer("camera", heardAt, true));
		beatAndAwait(subscriber, "camera");
		assertThat(subscriber.faults()).isEmpty();
		await().until(() -> !events(ZmqPeerBackEvent.class).isEmpty());
		assertThat(events(ZmqPeerBackEvent.class)).singleElement()
			.returns(subscriber, ZmqPeerBackEvent::getSource)
			.returns("screen", ZmqPeerBackEvent::name)
			.returns("camera", ZmqPeerBackEvent::service)
			.returns(heardAt, ZmqPeerBackEvent::lastHeardAt);
		await().until(() -> events(ZmqPeerSilentEvent.class).size() == 2);
	}

	@Test
	void onlyTheSilentServiceIsAFault() {
		ZmqSubscriber subscriber = start(subscriber(WITHIN));
		beatAndAwait(subscriber, "gone");
		await().until(() -> {
			beat("here");
			return !events(ZmqPeerSilentEvent.class).isEmpty();
		});
		assertThat(subscriber.faults()).singleElement().asString().startsWith("publisher 'gone' has been silent");
		assertThat(subscriber.peers()).extracting(ZmqPeer::silent).containsExactly(true, false);
	}

	@Test
	void missingHeartbeatSinceTheStartIsAFaultUntilTheFirstHeartbeat() {
		ZmqSubscriber subscriber = start(subscriber(WITHIN));
		await().until(() -> !events(ZmqPeerSilentEvent.class).isEmpty());
		await().during(WITHIN).until(() -> events(ZmqPeerSilentEvent.class).size() == 1);
		assertThat(events(ZmqPeerSilentEvent.class)).singleElement()
			.returns(null, ZmqPeerSilentEvent::service)
			.returns(null, ZmqPeerSilentEvent::lastHeardAt);
		assertThat(subscriber.faults()).singleElement()
			.asString()
			.matches("no heartbeat has been received on the topic 'alive' for \\d+ (ms|s)"
					+ " \\(expect-heartbeat-within is 800ms\\)");
		assertThat(subscriber.peers()).isEmpty();
		beatAndAwait(subscriber, "camera");
		assertThat(subscriber.faults()).isEmpty();
		await().until(() -> !events(ZmqPeerBackEvent.class).isEmpty());
		assertThat(events(ZmqPeerBackEvent.class)).singleElement()
			.returns("camera", ZmqPeerBackEvent::service)
			.returns(null, ZmqPeerBackEvent::lastHeardAt);
	}

	@Test
	void heartbeatWithoutListenerIsNotRejected() {
		ZmqSubscriber subscriber = start(subscriber(WITHIN));
		beatAndAwait(subscriber, "camera");
		assertThat(subscriber.stats().received()).isEqualTo(1);
		assertThat(subscriber.stats().rejected()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { TOPIC, "*" })
	void listenerToTheHeartbeatTopicReceivesHeartbeats(String topic) {
		ZmqSubscriber subscriber = subscriber(WITHIN);
		subscriber.addHandler(topic, (received, payload) -> this.handled.add(received));
		subscriber.setDefaultHandler((received, payload) -> this.handled.add("default handler: " + received));
		beatAndAwait(start(subscriber), "camera");
		await().until(() -> !this.handled.isEmpty());
		assertThat(this.handled).containsExactly(TOPIC);
	}

	@Test
	void defaultHandlerReceivesHeartbeatsWithoutOtherHandler() {
		ZmqSubscriber subscriber = subscriber(WITHIN, "other");
		subscriber.setDefaultHandler((received, payload) -> this.handled.add(received));
		beatAndAwait(start(subscriber), "camera");
		this.publisher.publish("x", "other");
		await().until(() -> this.handled.size() == 2);
		assertThat(this.handled).containsExactly(TOPIC, "other");
		assertThat(subscriber.peers()).extracting(ZmqPeer::service).containsExactly("camera");
	}

	@Test
	void otherMessagesOnTheHeartbeatTopicGoToListenersOnly() {
		List<String> payloads = List.of("", "text", "null", "[]", "{}", "{\"service\":7}",
				"{\"service\":{\"service\":\"x\"}}", "{\"a\":{\"service\":\"x\"}}", "{\"service\":\"x\"",
				"{\"service\":\"x\"} {}", "{\"service\":\"\"}", "{\"service\":\"a\\nb\"}", "\"service\"",
				"{\"service\":\"" + "x".repeat(256) + "\"}");
		ZmqSubscriber subscriber = subscriber(WITHIN);
		subscriber.setDefaultHandler((topic, payload) -> this.handled.add(new String(payload, StandardCharsets.UTF_8)));
		start(subscriber);
		payloads.forEach((payload) -> this.publisher.publish(payload, TOPIC));
		beatAndAwait(subscriber, "camera");
		assertThat(subscriber.peers()).extracting(ZmqPeer::service).containsExactly("camera");
		assertThat(this.handled).startsWith(payloads.toArray(String[]::new));
		assertThat(subscriber.stats().rejected()).isEmpty();
		assertThat(subscriber.stats().failed()).isZero();
	}

	@Test
	void noServiceBecomesSilentDuringAPauseAndTheTimeBeginsAnewAfterIt() {
		Duration longer = Duration.ofSeconds(1);
		ZmqSubscriber subscriber = start(subscriber(longer));
		beatAndAwait(subscriber, "camera");
		subscriber.pause();
		await().during(longer.plusMillis(400)).until(() -> subscriber.faults().isEmpty());
		assertThat(subscriber.peers()).extracting(ZmqPeer::silent).containsExactly(false);
		subscriber.resume();
		long resumed = System.nanoTime();
		assertThat(subscriber.faults()).isEmpty();
		assertThat(events(ZmqPeerSilentEvent.class)).isEmpty();
		await().until(() -> !events(ZmqPeerSilentEvent.class).isEmpty());
		assertThat(Duration.ofNanos(System.nanoTime() - resumed)).isGreaterThan(longer.minusMillis(200));
		assertThat(subscriber.faults()).hasSize(1);
	}

	@Test
	void stopForgetsAllServices() {
		ZmqSubscriber subscriber = start(subscriber(WITHIN));
		beatAndAwait(subscriber, "gone");
		await().until(() -> !subscriber.faults().isEmpty());
		subscriber.stop();
		assertThat(subscriber.faults()).isEmpty();
		assertThat(subscriber.peers()).isEmpty();
		start(subscriber);
		beatAndAwait(subscriber, "new");
		assertThat(subscriber.peers()).extracting(ZmqPeer::service).containsExactly("new");
		assertThat(subscriber.faults()).isEmpty();
	}

	@Test
	void aThousandServicesAreWatchedAndTheFirstSilentOnesAreNamed() {
		ZmqSubscriber subscriber = start(subscriber(Duration.ofSeconds(1)));
		for (int i = 0; i < 1010; i++) {
			beat("service-" + i);
			int sent = i + 1;
			if (sent % 100 == 0) {
				await().until(() -> subscriber.stats().received() == sent);
			}
		}
		await().until(() -> subscriber.stats().received() == 1010);
		assertThat(subscriber.peers()).hasSize(1000);
		await().until(() -> subscriber.peers().stream().allMatch(ZmqPeer::silent));
		assertThat(subscriber.faults()).hasSize(11).last().isEqualTo("990 more publishers are silent");
	}

	@Test
	void withoutTheSettingNothingIsWatched() {
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(this.publisher),
				HeartbeatSettings.TOPIC);
		subscriber.start();
		await().until(() -> this.publisher.hasSubscriber(HeartbeatSettings.TOPIC));
		this.publisher.publish("{\"service\":\"x\"}", HeartbeatSettings.TOPIC);
		await().until(() -> subscriber.stats().rejected("no-handler") == 1);
		assertThat(subscriber.peers()).isEmpty();
		subscriber.stop();
	}

}
