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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The wire format {@code raw} in both directions: the payload is the whole message, and
 * subscriptions filter by its first bytes.
 */
class RawInteropTests {

	static byte[] allByteValues() {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		return bytes;
	}

	private static byte[] join(String start, byte[] rest) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		joined.writeBytes(start.getBytes(StandardCharsets.UTF_8));
		joined.writeBytes(rest);
		return joined.toByteArray();
	}

	@ParameterizedTest
	@EnumSource
	void messagesOfPythonAreFilteredByTheirFirstBytes(TestTransport transport) {
		try (PythonLink link = PythonLink.open(WireFormat.RAW, transport, Listeners.class)) {
			link.publish("-", "b'frame:' + bytes(range(256))");
			link.publish("-", "b'fram'");
			link.publish("-", "b'status2 too'");
			link.publish("-", "'größe: {\"x\": 1}'");
			assertThat(link.receive()).isEqualTo(new ZmqMessage("frame:", join("frame:", allByteValues())));
			assertThat(link.receive()).isEqualTo(new ZmqMessage("status", join("status2 too", new byte[0])));
			assertThat(link.receive()).isEqualTo(new ZmqMessage("größe", join("größe: {\"x\": 1}", new byte[0])));
			assertThat(link.subscriber().stats().rejectedTotal()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void bytesReachPythonUnchanged(TestTransport transport) {
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=" + transport.address(), "zmq.publishers.out.wire-format=raw");
				PythonPeer python = PythonPeer.subscriber(WireFormat.RAW, application.publisherAddress(), "frame:")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("frame:"));
			byte[] message = join("frame:", allByteValues());
			publisher.publish("other: not subscribed to");
			publisher.publish(message, "frame:");
			publisher.publish("frame:größe");
			assertThat(python.received().frames()).isEqualTo(List.of(HexFormat.of().formatHex(message)));
			assertThat(python.received().frames())
				.isEqualTo(List.of(HexFormat.of().formatHex("frame:größe".getBytes(StandardCharsets.UTF_8))));
		}
	}

	static class Listeners extends PythonLink.Inbox {

		@ZmqListener("ready")
		void ready(String text) {
			add(text);
		}

		@ZmqListener({ "frame:", "status", "größe" })
		void receive(ZmqMessage message) {
			add(message);
		}

	}

}
