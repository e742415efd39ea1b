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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * The acceptance criteria of the story TEA-STREAM-002.2, "PUB/SUB Pattern
 * Implementation". Its program was never written, so a publisher takes the place of its
 * {@code bind}, and a subscriber that of its {@code connect}. Messages are one raw frame,
 * whose first bytes are filtered.
 */
@ExtendWith(OutputCaptureExtension.class)
class PubSubTransportTests {

	private static final int MESSAGES = 100;

	@ParameterizedTest
	@CsvSource({ "TCP, 3", "IPC, 3", "IPC, 5" })
	void everySubscriberProcessReceivesAllMessagesInOrder(TestTransport transport, int count) {
		List<String> messages = messages();
		List<String> names = List.of("a:", "b:", "c:", "d:", "e:").subList(0, count);
		try (TestApplication application = publishing(transport)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			List<PythonPeer> subscribers = new ArrayList<>();
			try {
				// The second filter of each tells that the first one has arrived
				for (String own : names) {
					subscribers
						.add(PythonPeer.subscriber(WireFormat.RAW, application.publisherAddress(), "stream:", own));
				}
				names.forEach((own) -> await().until(() -> publisher.hasSubscriber(own)));
				messages.forEach(publisher::publish);
				for (PythonPeer subscriber : subscribers) {
					assertThat(texts(subscriber)).isEqualTo(messages);
				}
			}
			finally {
				subscribers.forEach(PythonPeer::close);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void lingerDeliversWhatWasPublishedBeforeTheClose(TestTransport transport) {
		List<String> messages = messages();
		try (TestApplication application = publishing(transport);
				PythonPeer subscriber = PythonPeer.subscriber(WireFormat.RAW, application.publisherAddress(),
						"stream:")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("stream:"));
			messages.forEach(publisher::publish);
			application.context().close();
			assertThat(texts(subscriber)).isEqualTo(messages);
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP, stream:, stream:1 stream:2", "TCP, *, stream:1 other:1 stream:2",
			"IPC, stream:, stream:1 stream:2" })
	void subscribeFilterMatchesTheFirstBytes(TestTransport transport, String filter, String expected) {
		try (PythonPeer publisher = PythonPeer.publisher(WireFormat.RAW, transport.address());
				TestApplication application = TestApplication.start(Received.class,
						"zmq.subscribers.in.address=" + publisher.answer(), "zmq.subscribers.in.wire-format=raw",
						"zmq.subscribers.in.topics=ready," + filter)) {
			Received received = application.bean(Received.class);
			await().until(() -> {
				publisher.publish("-", "b'ready'");
				return !received.texts.isEmpty();
			});
			List.of("stream:1", "other:1", "stream:2").forEach((text) -> publisher.publish("-", "b'" + text + "'"));
			await().untilAsserted(() -> assertThat(received.texts.stream().filter((text) -> !text.equals("ready")))
				.containsExactly(expected.split(" ")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "INPROC", "TCP", "IPC" })
	void publisherBindsAndSubscriberConnects(String transport) {
		String address = transport.equals("INPROC") ? "inproc://tea-stream"
				: TestTransport.valueOf(transport).address();
		try (TestApplication application = TestApplication.start(Received.class,
				"zmq.publishers.out.address=" + address, "zmq.publishers.out.wire-format=raw",
				"zmq.subscribers.in.address=" + address, "zmq.subscribers.in.wire-format=raw",
				"zmq.subscribers.in.topics=stream:")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("stream:"));
			messages().forEach(publisher::publish);
			Received received = application.bean(Received.class);
			await().untilAsserted(() -> assertThat(received.texts).containsExactlyElementsOf(messages()));
			assertThat(publisher.stats().sent()).isEqualTo(MESSAGES);
			assertThat(application.bean(ZmqSubscriber.class).stats().received()).isEqualTo(MESSAGES);
		}
	}

	@Test
	void slowSubscriberLosesCountedMessagesWithAWarning(CapturedOutput output) {
		try (TestApplication application = TestApplication.start(Received.class,
				"zmq.publishers.out.address=inproc://slow", "zmq.publishers.out.wire-format=raw",
				"zmq.publishers.out.high-water-mark=10", "zmq.subscribers.in.address=inproc://slow",
				"zmq.subscribers.in.wire-format=raw", "zmq.subscribers.in.topics=stream:",
				"zmq.subscribers.in.high-water-mark=10")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("stream:"));
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			subscriber.pause();
			messages().forEach(publisher::publish);
			long dropped = publisher.stats().drops().get("slow-subscriber");
			assertThat(dropped).isPositive();
			await().untilAsserted(() -> assertThat(output).containsPattern("WARN.*slow"));
			subscriber.resume();
			Received received = application.bean(Received.class);
			await().untilAsserted(() -> assertThat(received.texts).hasSize((int) (MESSAGES - dropped)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "ipc://@tea-stream.sock, ipc:///run/app/events", "ipc:///no/directory/tea-stream.sock, Create it",
			"tcp://127.0.0.1:notaport, notaport", "udp://127.0.0.1:5555, tcp://" })
	void badAddressFailsTheStartWithAnAlternative(String address, String advice) {
		assertThatException()
			.isThrownBy(() -> TestApplication.start(NoBeans.class, "zmq.publishers.out.address=" + address).close())
			.withStackTraceContaining(advice);
	}

	private static TestApplication publishing(TestTransport transport) {
		return TestApplication.start(NoBeans.class, "zmq.publishers.out.address=" + transport.address(),
				"zmq.publishers.out.wire-format=raw", "zmq.publishers.out.linger=5s");
	}

	private static List<String> messages() {
		return IntStream.range(0, MESSAGES).mapToObj((number) -> "stream:" + number).toList();
	}

	private static List<String> texts(PythonPeer subscriber) {
		return IntStream.range(0, MESSAGES)
			.mapToObj((number) -> HexFormat.of().parseHex(subscriber.received().frames().get(0)))
			.map((frame) -> new String(frame, StandardCharsets.UTF_8))
			.toList();
	}

	static class Received {

		private final Queue<String> texts = new ConcurrentLinkedQueue<>();

		@ZmqListener
		void receive(String text) {
			this.texts.add(text);
		}

	}

}
