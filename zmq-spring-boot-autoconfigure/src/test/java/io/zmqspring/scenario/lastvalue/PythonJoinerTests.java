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

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers that use pyzmq.
 */
class PythonJoinerTests {

	@ParameterizedTest
	@EnumSource
	void subscriberGetsTheNewestMessageOnceAndAgainWhenItSubscribesAgain(TestTransport transport) {
		String address = transport.address();
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class,
				"zmq.publishers.out.address=" + address, "zmq.publishers.out.last-value.topics=sensor.*,state")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			publisher.publish("1", "sensor.a");
			publisher.publish("2", "sensor.a");
			publisher.publish("on", "state");
			publisher.publish("3", "other");
			try (PythonPeer peer = PythonPeer.socket(SocketType.SUB, false, address, "sensor.")) {
				assertThat(peer.received().frames()).isEqualTo(frames("sensor.a", "2"));
				publisher.publish("3", "sensor.a");
				assertThat(peer.received().frames()).isEqualTo(frames("sensor.a", "3"));
				peer.writeLine("socket.subscribe('state')");
				assertThat(peer.received().frames()).isEqualTo(frames("state", "on"));
				// libzmq sends a second subscription of the same topic too
				peer.writeLine("socket.subscribe('state')");
				peer.writeLine("socket.unsubscribe('sensor.')");
				peer.writeLine("socket.subscribe('sensor.')");
				assertThat(peer.received().frames()).isEqualTo(frames("sensor.a", "3"));
			}
		}
	}

	private static List<String> frames(String topic, String payload) {
		return List.of(PythonPeer.shown(topic.getBytes(StandardCharsets.UTF_8)),
				PythonPeer.shown(payload.getBytes(StandardCharsets.UTF_8)));
	}

}
