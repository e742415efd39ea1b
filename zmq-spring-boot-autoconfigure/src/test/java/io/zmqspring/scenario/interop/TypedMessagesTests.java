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

package io.zmqspring.scenario.interop;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;

import io.zmqspring.listener.ZmqHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages whose JSON has their type, as those of the Experimance services.
 */
class TypedMessagesTests {

	@Test
	void pythonReceivesTheTypeOfAnAnnotatedClass() {
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:0", "zmq.publishers.out.wire-format=single-frame");
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"AudiencePresent")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("AudiencePresent"));
			publisher.publish(new AudiencePresent(2));
			assertThat(python.received().message()).isEqualTo("{'type': 'AudiencePresent', 'person_count': 2}");
		}
	}

	@Test
	void messagesOfPythonAreHandledByType() throws InterruptedException {
		try (PythonPeer python = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = TestApplication.start(Status.class,
						"zmq.subscribers.in.address=" + python.answer(),
						"zmq.subscribers.in.wire-format=single-frame")) {
			Status status = application.bean(Status.class);
			await().until(() -> {
				python.publish("status", "{'ready': True}");
				return !status.heard.isEmpty();
			});
			python.publish("status", "{'type': 'AudiencePresent', 'person_count': 2}");
			python.publish("status", "{'type': 'Gr\\u00fc\\u00dfe', 'a': 1}");
			python.publish("status", "{'person_count': 3, 'type': 'AudiencePresent'}");
			assertThat(status.next()).isEqualTo(new AudiencePresent(2));
			assertThat(status.next()).isEqualTo(Map.of("type", "Grüße", "a", 1));
			assertThat(status.next()).isEqualTo(new AudiencePresent(3));
		}
	}

	@ZmqMessageType("AudiencePresent")
	record AudiencePresent(@JsonProperty("person_count") int personCount) {

	}

	@ZmqListener("status")
	static class Status {

		private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

		@ZmqHandler
		void on(AudiencePresent present) {
			this.heard.add(present);
		}

		@ZmqHandler(isDefault = true)
		void on(Map<String, Object> other) {
			this.heard.add(other);
		}

		Object next() throws InterruptedException {
			Object next = this.heard.poll(30, TimeUnit.SECONDS);
			return Map.of("ready", true).equals(next) ? next() : next;
		}

	}

}
