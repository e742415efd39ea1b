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

package io.zmqspring.scenario.seeds;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The publish and subscribe listings of the "ZMQ Architecture Guide":
 * {@code MyZmqService} (a {@code BaseService} with a {@code PubSubService}),
 * {@code SimplePublisher}, {@code SimpleSubscriber}, typed messages and the handling of
 * errors. Its configuration is in {@link ArchitectureGuideSettingsTests}, its workers and
 * controllers are in {@link ArchitectureGuideWorkTests}; its mocks are left out.
 */
class ArchitectureGuideTests {

	private static final String[] SUBSCRIBER = { "zmq.defaults.wire-format=single-frame",
			"zmq.subscribers.events.topics=heartbeat,status,era_events" };

	private static final String[] PUBLISHER = { "zmq.publishers.events.address=tcp://127.0.0.1:0",
			"zmq.defaults.wire-format=single-frame", "zmq.publishers.events.default-topic=general" };

	@Test
	void serviceHandlesHeartbeatsStatusAndAllOtherMessagesOfPython() {
		try (PythonPeer python = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = subscribing(python, MyZmqService.class)) {
			MyZmqService service = application.bean(MyZmqService.class);
			awaitHeartbeat(python, service);
			python.publish("heartbeat", "{'type': 'heartbeat', 'service': 'camera', 'timestamp': 1752888000.123}");
			python.publish("status", "{'type': 'status', 'service': 'camera', 'state': 'running', 'uptime': 3.5}");
			python.publish("era_events", "{'type': 'EraChanged', 'era': 'current', 'biome': 'rainforest'}");
			await().untilAsserted(() -> assertThat(service.log).containsSubsequence("Heartbeat from camera",
					"Status from camera: running", "General message on 'era_events': EraChanged"));
			assertThat(application.bean(ZmqSubscriber.class).stats().rejectedTotal()).isZero();
		}
	}

	@Test
	void serviceGoesOnAfterAHandlerHasFailed() {
		try (PythonPeer python = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = subscribing(python, MyZmqService.class)) {
			MyZmqService service = application.bean(MyZmqService.class);
			awaitHeartbeat(python, service);
			python.publish("heartbeat", "{'type': 'heartbeat'}");
			python.publish("heartbeat", "{'type': 'heartbeat', 'service': 'lamp'}");
			await().untilAsserted(() -> assertThat(service.log).contains("Heartbeat from lamp"));
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			assertThat(subscriber.stats().failures()).containsEntry("IllegalArgumentException", 1L);
			assertThat(service.errors).containsExactly("A heartbeat without a service");
			assertThat(subscriber.state()).isEqualTo(ZmqState.RUNNING);
		}
	}

	@Test
	void publisherServiceSendsHeartbeatsAndStatusThatPythonReads() {
		try (TestApplication application = TestApplication.start(SimplePublisher.class, PUBLISHER);
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"heartbeat", "status")) {
			PythonPeer.Received first = python.received();
			PythonPeer.Received second = python.received();
			assertThat(List.of(first.topic(), second.topic())).containsExactlyInAnyOrder("heartbeat", "status");
			PythonPeer.Received heartbeat = first.topic().equals("heartbeat") ? first : second;
			assertThat(heartbeat.frames()).hasSize(1);
			assertThat(heartbeat.message())
				.startsWith("{'type': 'heartbeat', 'service': 'simple-publisher', 'sequence': ");
		}
	}

	@Test
	void topicIsTheOneGivenElseTheTypeElseTheDefault() {
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class, PUBLISHER);
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("general"));
			ZmqTemplate zmq = application.bean(ZmqTemplate.class);
			Map<String, Object> status = Map.of("type", "status");
			zmq.publish(status, "control");
			zmq.publish(status, MessageType.AUDIENCE_PRESENT);
			zmq.publish(status);
			zmq.publish(Map.of("x", 1));
			assertThat(python.received().topic()).isEqualTo("control");
			assertThat(python.received().topic()).isEqualTo("AudiencePresent");
			assertThat(python.received().topic()).isEqualTo("status");
			assertThat(python.received().topic()).isEqualTo("general");
		}
	}

	@Test
	void typedMessagesOfPythonArriveAsTheirClassAndUnknownTypesAsMaps() {
		try (PythonPeer python = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = subscribing(python, EraService.class)) {
			EraService service = application.bean(EraService.class);
			await().until(() -> {
				python.publish("era_events", "{'type': 'EraChanged', 'era': 'current', 'biome': 'rainforest'}");
				return !service.received.isEmpty();
			});
			python.publish("era_events", "{'type': 'EraEnded', 'at': 7}");
			await().untilAsserted(() -> assertThat(service.received)
				.contains(new EraChanged(Era.CURRENT, Biome.RAINFOREST), Map.of("type", "EraEnded", "at", 7)));
		}
	}

	@Test
	void typedMessageHasItsTypeInThePayloadThatPythonReads() {
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class, PUBLISHER);
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("era_events"));
			application.bean(ZmqTemplate.class).publish(new EraChanged(Era.CURRENT, Biome.RAINFOREST), "era_events");
			PythonPeer.Received received = python.received();
			assertThat(received.topic()).isEqualTo("era_events");
			assertThat(received.message()).isEqualTo("{'type': 'EraChanged', 'era': 'current', 'biome': 'rainforest'}");
		}
	}

	private static TestApplication subscribing(PythonPeer python, Class<?> service) {
		return TestApplication.start(service, join(SUBSCRIBER, "zmq.subscribers.events.address=" + python.answer()));
	}

	private static void awaitHeartbeat(PythonPeer python, MyZmqService service) {
		await().until(() -> {
			python.publish("heartbeat", "{'type': 'heartbeat', 'service': 'ready'}");
			return !service.log.isEmpty();
		});
	}

	static String[] join(String[] settings, String... more) {
		return Stream.of(settings, more).flatMap(Stream::of).toArray(String[]::new);
	}

	enum MessageType {

		AUDIENCE_PRESENT("AudiencePresent");

		private final String value;

		MessageType(String value) {
			this.value = value;
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	enum Era {

		@JsonProperty("current")
		CURRENT

	}

	enum Biome {

		@JsonProperty("rainforest")
		RAINFOREST

	}

	@ZmqMessageType("EraChanged")
	record EraChanged(Era era, Biome biome) {

	}

	/** The service of the section "Building Your First ZMQ Service". */
	static class MyZmqService {

		private final Queue<String> log = new ConcurrentLinkedQueue<>();

		private final Queue<String> errors = new ConcurrentLinkedQueue<>();

		@ZmqListener("heartbeat")
		void onHeartbeat(Map<String, Object> message) {
			if (!message.containsKey("service")) {
				throw new IllegalArgumentException("A heartbeat without a service");
			}
			this.log.add("Heartbeat from " + message.get("service"));
		}

		@ZmqListener("status")
		void onStatus(Map<String, Object> message) {
			this.log.add("Status from " + message.get("service") + ": " + message.get("state"));
		}

		@ZmqListener
		void onOther(Map<String, Object> message, @Header(ZmqHeaders.TOPIC) String topic) {
			this.log.add("General message on '" + topic + "': " + message.get("type"));
		}

		@Bean
		static ZmqErrorHandler recordErrors(MyZmqService service) {
			return (message, error) -> service.errors.add(String.valueOf(error.getCause().getMessage()));
		}

	}

	/** The publisher of the section "Simple Publisher Service". */
	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class SimplePublisher {

		private final ZmqTemplate zmq;

		private final AtomicInteger counter = new AtomicInteger();

		SimplePublisher(ZmqTemplate zmq) {
			this.zmq = zmq;
		}

		@Scheduled(fixedRate = 50)
		void publish() {
			this.zmq.publish(new Heartbeat("heartbeat", "simple-publisher", this.counter.incrementAndGet()));
			this.zmq.publish(Map.of("type", "status", "state", "running"), "status");
		}

		record Heartbeat(String type, String service, int sequence) {

		}

	}

	/** The handler of the section "Using Schema-Based Messages". */
	@ZmqListener("era_events")
	static class EraService {

		private final Queue<Object> received = new ConcurrentLinkedQueue<>();

		@ZmqHandler
		void onEraChanged(EraChanged message) {
			this.received.add(message);
		}

		@ZmqHandler(isDefault = true)
		void onOther(Map<String, Object> message) {
			this.received.add(message);
		}

	}

}
