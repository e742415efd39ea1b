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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.role.ZmqPeerBackEvent;
import io.zmqspring.role.ZmqPeerSilentEvent;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a subscriber handles heartbeats and their absence.
 */
@ParameterizedClass
@EnumSource
class HeartbeatWatchTests extends HeartbeatWatchFixture {

	HeartbeatWatchTests(TestTransport transport) {
		super(transport, TestSecurity.NULL);
	}

	@Test
	void silentExpectedServiceIsReportedOnceAndIsAFaultUntilItsNextHeartbeat() {
		ZmqSubscriber subscriber = start(expecting(List.of("camera"), WITHIN));
		beatAndAwait(subscriber, "camera");
		Instant heardAt = subscriber.peers().get(0).lastHeardAt();
		assertThat(subscriber.peers()).containsExactly(new ZmqPeer("camera", heardAt, true, false));
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
			.matches("service 'camera' has been silent for \\d+ (ms|s) \\(expect-heartbeat-within is 1500ms\\)");
		assertThat(subscriber.peers()).containsExactly(new ZmqPeer("camera", heardAt, true, true));
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
	void onlySilentExpectedServicesAreFaults() {
		ZmqSubscriber subscriber = start(expecting(List.of("gone", "here"), WITHIN));
		beatAndAwait(subscriber, "gone");
		beat("here");
		beatAndAwait(subscriber, "ghost");
		await().until(() -> {
			beat("here");
			return events(ZmqPeerSilentEvent.class).size() == 2;
		});
		assertThat(events(ZmqPeerSilentEvent.class)).extracting(ZmqPeerSilentEvent::service)
			.containsExactlyInAnyOrder("gone", "ghost");
		assertThat(subscriber.faults()).singleElement().asString().startsWith("service 'gone' has been silent");
		assertThat(subscriber.peers()).extracting(ZmqPeer::service).containsExactly("ghost", "gone", "here");
		assertThat(subscriber.peers()).extracting(ZmqPeer::silent).containsExactly(true, true, false);
		assertThat(subscriber.peers()).extracting(ZmqPeer::expected).containsExactly(false, true, true);
	}

	@Test
	void expectedServiceThatHasNeverSentAHeartbeatIsAFaultUntilItsFirstOne() {
		ZmqSubscriber subscriber = start(expecting(List.of("camera"), WITHIN));
		await().until(() -> !events(ZmqPeerSilentEvent.class).isEmpty());
		assertThat(events(ZmqPeerSilentEvent.class)).singleElement()
			.returns("camera", ZmqPeerSilentEvent::service)
			.returns(null, ZmqPeerSilentEvent::lastHeardAt);
		assertThat(subscriber.peers()).containsExactly(new ZmqPeer("camera", null, true, true));
		assertThat(subscriber.faults()).singleElement()
			.asString()
			.matches("service 'camera' has sent no heartbeat for \\d+ (ms|s) \\(expect-heartbeat-within is 1500ms\\)");
		beatAndAwait(subscriber, "camera");
		assertThat(subscriber.faults()).isEmpty();
		await().until(() -> !events(ZmqPeerBackEvent.class).isEmpty());
		assertThat(events(ZmqPeerBackEvent.class)).singleElement()
			.returns("camera", ZmqPeerBackEvent::service)
			.returns(null, ZmqPeerBackEvent::lastHeardAt);
	}

	@Test
	void theFirstSilentServicesAreNamed() {
		List<String> services = IntStream.range(0, 1000).mapToObj((i) -> "service-" + i).toList();
		ZmqSubscriber subscriber = start(expecting(services, Duration.ofMillis(100)));
		await().until(() -> subscriber.peers().stream().allMatch(ZmqPeer::silent));
		assertThat(subscriber.faults()).hasSize(11).last().isEqualTo("990 more services are silent");
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
	void noServiceBecomesSilentDuringAPauseAndTheTimeBeginsAnewAfterIt() {
		Duration longer = Duration.ofSeconds(1);
		ZmqSubscriber subscriber = start(expecting(List.of("camera"), longer));
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
		await().until(() -> subscriber.peers().get(0).silent());
		subscriber.stop();
		assertThat(subscriber.faults()).isEmpty();
		assertThat(subscriber.peers()).isEmpty();
		start(subscriber);
		beatAndAwait(subscriber, "new");
		assertThat(subscriber.peers()).extracting(ZmqPeer::service).containsExactly("new");
		assertThat(subscriber.faults()).isEmpty();
	}

}
