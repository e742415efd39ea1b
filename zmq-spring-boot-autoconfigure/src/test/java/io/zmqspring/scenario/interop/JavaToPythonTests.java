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

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
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
 * Messages of publishers have the frames that plain pyzmq programs expect.
 */
@ParameterizedClass
@EnumSource
class JavaToPythonTests {

	private final TestTransport transport;

	JavaToPythonTests(TestTransport transport) {
		this.transport = transport;
	}

	@Test
	void multipartIsTopicAndPayloadInTwoFramesAndNothingElse() {
		Received received = receive(WireFormat.MULTIPART,
				(publisher) -> publisher.publish(new Order(7, "tea", 2.5), "order"));
		assertThat(received.frames()).containsExactly(hex("order"), hex("{\"id\":7,\"what\":\"tea\",\"price\":2.5}"));
		assertThat(received.topic()).isEqualTo("order");
		assertThat(received.message()).isEqualTo("{'id': 7, 'what': 'tea', 'price': 2.5}");
	}

	@Test
	void singleFrameIsTopicSpaceAndPayloadAndNothingElse() {
		Received received = receive(WireFormat.SINGLE_FRAME,
				(publisher) -> publisher.publish(new Order(7, "tea", 2.5), "order"));
		assertThat(received.frames()).containsExactly(hex("order {\"id\":7,\"what\":\"tea\",\"price\":2.5}"));
		assertThat(received.topic()).isEqualTo("order");
		assertThat(received.message()).isEqualTo("{'id': 7, 'what': 'tea', 'price': 2.5}");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void pythonReadsNanUnicodeAndHugeIntegers(WireFormat wireFormat) {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("type", "order.größe");
		payload.put("nan", Double.NaN);
		payload.put("down", Float.NEGATIVE_INFINITY);
		payload.put("text", "Grüße, 世界 🎈");
		payload.put("huge", BigInteger.TWO.pow(70));
		payload.put("none", null);
		Received received = receive(wireFormat, (publisher) -> publisher.publish(payload));
		assertThat(received.topic()).isEqualTo("order.größe");
		assertThat(received.message()).isEqualTo("{'type': 'order.größe', 'nan': nan, 'down': -inf,"
				+ " 'text': 'Grüße, 世界 🎈', 'huge': 1180591620717411303424, 'none': None}");
	}

	@Test
	void allByteValuesReachPythonInMultipart() {
		byte[] bytes = RawInteropTests.allByteValues();
		Received received = receive(WireFormat.MULTIPART, (publisher) -> publisher.publish(bytes, "order"));
		assertThat(received.frames()).containsExactly(hex("order"), HexFormat.of().formatHex(bytes));
	}

	@Test
	void subscriptionWithSpaceReceivesTheExactTopicInSingleFrame() {
		try (TestApplication application = application(WireFormat.SINGLE_FRAME);
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"status ")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("status"));
			assertThat(publisher.hasSubscriber("status2")).isFalse();
			publisher.publish("not for Python", "status2");
			publisher.publish("for Python", "status");
			assertThat(python.received().topic()).isEqualTo("status");
		}
	}

	@Test
	void pythonReceivesARecordAndSendsItsFieldsBack() {
		try (PythonPeer python = PythonPeer.echo(this.transport.address());
				TestApplication application = TestApplication.start(Echoes.class,
						"zmq.publishers.out.address=" + this.transport.address(),
						"zmq.publishers.out.wire-format=single-frame", "zmq.subscribers.in.address=" + python.answer(),
						"zmq.subscribers.in.wire-format=single-frame")) {
			python.writeLine(application.publisherAddress());
			ZmqTemplate template = application.bean(ZmqTemplate.class);
			Echoes echoes = application.bean(Echoes.class);
			await().until(() -> {
				template.publish(Map.of("ready", true), "ready");
				return echoes.ready;
			});
			template.publish(new Order(7, "Grüner Tee", Double.NaN), "order");
			assertThat(echoes.poll()).isEqualTo("echo.id Echo[of=order, value=7]");
			assertThat(echoes.poll()).isEqualTo("echo.what Echo[of=order, value=Grüner Tee]");
			assertThat(echoes.poll()).isEqualTo("echo.price Echo[of=order, value=NaN]");
		}
	}

	private Received receive(WireFormat wireFormat, Consumer<ZmqPublisher> publish) {
		try (TestApplication application = application(wireFormat);
				PythonPeer python = PythonPeer.subscriber(wireFormat, application.publisherAddress(), "order")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("order"));
			publish.accept(publisher);
			return python.received();
		}
	}

	private TestApplication application(WireFormat wireFormat) {
		return TestApplication.start(NoBeans.class, "zmq.publishers.out.address=" + this.transport.address(),
				"zmq.publishers.out.wire-format=" + wireFormat);
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

	record Order(int id, String what, double price) {

	}

	record Echo(String of, Object value) {

	}

	static class Echoes extends PythonLink.Inbox {

		private volatile boolean ready;

		@ZmqListener("echo.ready")
		void ready() {
			this.ready = true;
		}

		@ZmqListener({ "echo.id", "echo.what", "echo.price" })
		void echo(Echo echo, @Header(ZmqHeaders.TOPIC) String topic) {
			add(topic + " " + echo);
		}

	}

}
