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

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.PythonPeer.Received;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sequence of messages as pyzmq programs receive it.
 */
class SequenceInteropTests {

	@ParameterizedTest
	@CsvSource({ "TCP, false", "TCP, true", "IPC, false", "IPC, true" })
	void multipartMessageHasOneMoreFrame(TestTransport transport, boolean headers) {
		try (TestApplication application = application(transport, WireFormat.MULTIPART, headers);
				PythonPeer python = PythonPeer.socket(SocketType.SUB, false, application.publisherAddress(), "order")) {
			ZmqPublisher publisher = subscribed(application);
			for (int i = 1; i <= 300; i++) {
				publisher.publish("tea", "order", headers ? Map.of("who", "Ann") : Map.of());
				Received received = python.received();
				assertThat(received.frames()).hasSize(headers ? 4 : 3).startsWith(hex("order"), hex("tea"));
				if (headers) {
					assertThat(received.frames().get(2)).isEqualTo(hex("{\"who\":\"Ann\"}"));
				}
				assertThat(received.frames().get(headers ? 3 : 2))
					.matches("5a535131" + "[0-9a-f]{16}" + "%016x".formatted(i) + "[0-9a-f]{16}");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void singleFrameMessageHasOneMoreMember(boolean headers) {
		try (TestApplication application = application(TestTransport.TCP, WireFormat.SINGLE_FRAME, headers);
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"order ")) {
			ZmqPublisher publisher = subscribed(application);
			for (int i = 1; i <= 12; i++) {
				publisher.publish(Map.of("id", i), "order", headers ? Map.of("who", "Ann") : Map.of());
				assertThat(python.received().message()).matches("\\{'_zmq': \\{'sequence': '[0-9a-f]{16}:" + i
						+ ":[0-9]{19}'" + (headers ? ", 'who': 'Ann'" : "") + "\\}, 'id': " + i + "\\}");
			}
		}
	}

	private static TestApplication application(TestTransport transport, WireFormat wireFormat, boolean headers) {
		return TestApplication.start(NoBeans.class, "zmq.publishers.out.address=" + transport.address(),
				"zmq.publishers.out.wire-format=" + wireFormat.value(), "zmq.publishers.out.sequence=true",
				"zmq.publishers.out.headers=" + headers);
	}

	private static ZmqPublisher subscribed(TestApplication application) {
		ZmqPublisher publisher = application.bean(ZmqPublisher.class);
		await().until(() -> publisher.hasSubscriber("order"));
		return publisher;
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

}
