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

package io.zmqspring.manual.migrating;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The listing of {@code docs/coming-from-python.md}, with Python programs at both ends.
 */
@ExtendWith(OutputCaptureExtension.class)
class PythonServicePageTests {

	@Test
	void serviceReceivesFromPythonAndPublishesToIt(CapturedOutput output) {
		try (PythonPeer sender = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = TestApplication.start(Scheduling.class,
						"zmq.defaults.wire-format=single-frame", "zmq.publishers.events.address=tcp://127.0.0.1:0",
						"zmq.publishers.events.default-topic=general",
						"zmq.subscribers.events.address=" + sender.answer(),
						"zmq.subscribers.events.topics=heartbeat,status,era_events");
				PythonPeer receiver = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"status")) {
			EventsApplication.await().untilAsserted(() -> {
				sender.publish("heartbeat", "{'type': 'Heartbeat', 'service': 'camera'}");
				sender.publish("era_events", "{'type': 'EraChanged', 'era': 'future'}");
				assertThat(output).contains("Heartbeat of camera", "era_events: {type=EraChanged, era=future}");
			});
			EventsApplication.await().until(() -> application.bean(ZmqPublisher.class).hasSubscriber("status"));
			assertThat(receiver.received().message()).contains("'type': 'status'", "'state': 'running'");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@Import(MyZmqService.class)
	static class Scheduling {

	}

	// tag::service[]
	@Component
	static class MyZmqService {

		private final ZmqTemplate zmq;

		MyZmqService(ZmqTemplate zmq) {
			this.zmq = zmq;
		}

		@ZmqListener("heartbeat")
		void onHeartbeat(Map<String, Object> message) {
			System.out.println("Heartbeat of " + message.get("service"));
		}

		@ZmqListener
		void onOther(Map<String, Object> message, @Header(ZmqHeaders.TOPIC) String topic) {
			System.out.println(topic + ": " + message);
		}

		@Scheduled(fixedRate = 200)
		void publish() {
			this.zmq.publish(Map.of("type", "status", "state", "running"));
		}

	}
	// end::service[]

}
