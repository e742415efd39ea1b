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

package io.zmqspring.publisher;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.role.SendInterceptor;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawSubscriber;
import io.zmqspring.wire.SequenceFrame;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The numbers of messages of publishers with {@code sequence: true}, as a plain ZeroMQ
 * subscriber receives them.
 */
class SequenceTests {

	private static PublishedMessages sequenced(String... settings) {
		return new PublishedMessages().with("sequence=true").with(settings);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Test
	void multipartMessageEndsWithTheSequence() {
		sequenced().test((publisher, peer) -> {
			long before = nanos(Instant.now());
			publisher.publish("one", "t");
			publisher.publish("two", "t");
			List<byte[]> first = peer.receive();
			List<byte[]> second = peer.receive();
			assertThat(first).hasSize(3);
			assertThat(text(first.get(0)) + text(first.get(1))).isEqualTo("tone");
			assertThat(Sequence.last(first).number()).isEqualTo(1);
			assertThat(Sequence.last(second).number()).isEqualTo(2);
			assertThat(Sequence.last(first).epoch()).isNotZero().isEqualTo(Sequence.last(second).epoch());
			assertThat(Sequence.last(first).time()).isBetween(before - 1_000_000, Sequence.last(second).time() - 1);
			assertThat(Sequence.last(second).time()).isLessThan(nanos(Instant.now()) + 1_000_000);
			assertThat(publisher.stats().sent()).isEqualTo(2);
			assertThat(publisher.stats().bytesSent()).isEqualTo(2 * (1 + 3 + SequenceFrame.LENGTH));
		});
	}

	@Test
	void sequenceFollowsTheHeaders() {
		sequenced("headers=true").test((publisher, peer) -> {
			publisher.publish("one", "t", Map.of("who", "Ann"));
			List<byte[]> frames = peer.receive();
			assertThat(frames).hasSize(4);
			assertThat(text(frames.get(2))).isEqualTo("{\"who\":\"Ann\"}");
			assertThat(Sequence.last(frames).number()).isEqualTo(1);
			publisher.publish("two", "t");
			assertThat(Sequence.last(peer.receive()).number()).isEqualTo(2);
		});
	}

	@Test
	void singleFrameHasTheSequenceAsItsFirstMember() {
		sequenced("wire-format=single-frame", "headers=true").test((publisher, peer) -> {
			publisher.publish(Map.of("id", 7), "t");
			String first = peer.receiveText().get(0);
			assertThat(first).matches("t \\{\"_zmq\":\\{\"sequence\":\"[0-9a-f]{16}:1:[0-9]{19}\"\\},\"id\":7\\}");
			publisher.publish(Map.of("id", 8), "t", Map.of("who", "Ann"));
			String second = peer.receiveText().get(0);
			assertThat(second)
				.matches("t \\{\"_zmq\":\\{\"sequence\":\"[0-9a-f]{16}:2:[0-9]{19}\",\"who\":\"Ann\"\\},\"id\":8\\}");
			assertThat(second.substring(23, 39)).isEqualTo(first.substring(23, 39)).isNotEqualTo("0".repeat(16));
		});
	}

	@Test
	void singleFrameMessagesAreNumberedBeyondNine() {
		sequenced("wire-format=single-frame").test((publisher, peer) -> {
			long last = 0;
			for (int i = 1; i <= 1200; i++) {
				publisher.publish("{\"n\":" + i + "}", "t");
				Sequence found = Sequence.embedded(peer.receive());
				assertThat(found.number()).isEqualTo(i);
				assertThat(found.time()).isGreaterThan(last);
				last = found.time();
			}
		});
	}

	@Test
	void payloadThatIsNoObjectGoesOutWithoutNumberAndIsCounted() {
		sequenced("wire-format=single-frame").test((publisher, peer) -> {
			publisher.publish("text", "t");
			publisher.publish("{\"id\":7}", "t");
			assertThat(peer.receiveText()).containsExactly("t text");
			assertThat(Sequence.embedded(peer.receive()).number()).isEqualTo(1);
			assertThat(publisher.stats().unsequenced()).isEqualTo(1);
		});
	}

	@Test
	void rawIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> PublisherSettings.builder("tcp://*:0").sequence(true).wireFormat(WireFormat.RAW).build())
			.withMessageContaining("'sequence' with the value 'true'")
			.withMessageContaining("wire-format: raw");
		new PublishedMessages().with("sequence=true", "wire-format=raw", "address=tcp://127.0.0.1:0")
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull());
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void everyTopicIsNumberedFromOne(WireFormat wireFormat) {
		sequenced("wire-format=" + wireFormat.value()).test((publisher, peer) -> {
			Map<String, Integer> expected = new HashMap<>();
			for (int i = 0; i < 100; i++) {
				String topic = "t" + (i % 7);
				publisher.publish("{}", topic);
				List<byte[]> frames = peer.receive();
				Sequence found = Sequence.of(frames, wireFormat);
				assertThat(found.number()).isEqualTo(expected.merge(topic, 1, Integer::sum).longValue());
			}
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void messageWithoutSubscriberUsesANumber(WireFormat wireFormat) {
		sequenced("wire-format=" + wireFormat.value(), "address=tcp://127.0.0.1:0").run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			publisher.publish("{}", "t");
			publisher.publish("{}", "t");
			assertThat(publisher.stats().drops()).containsEntry("no-subscriber", 2L);
			try (RawSubscriber peer = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
				peer.awaitSubscribed(publisher, "t");
				publisher.publish("{}", "other");
				publisher.publish("{}", "t");
				List<byte[]> frames = peer.receive();
				Sequence found = Sequence.of(frames, wireFormat);
				assertThat(found.number()).isEqualTo(3);
			}
		});
	}

	@Test
	void messageThatIsDroppedForAFullQueueUsesANumber() {
		sequenced().test((publisher, peer) -> {
			publisher.interceptWith((message) -> {
				throw new SendInterceptor.QueueFullException();
			});
			publisher.publish("dropped", "t");
			publisher.interceptWith(null);
			publisher.publish("sent", "t");
			assertThat(Sequence.last(peer.receive()).number()).isEqualTo(2);
		});
	}

	@Test
	void payloadWithoutSubscriberThatIsNoObjectUsesNoNumber() {
		sequenced("wire-format=single-frame", "address=tcp://127.0.0.1:0").run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			publisher.publish("text", "t");
			publisher.publish("{}", "t");
			try (RawSubscriber peer = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
				peer.awaitSubscribed(publisher, "t");
				publisher.publish("{}", "t");
				assertThat(Sequence.embedded(peer.receive()).number()).isEqualTo(2);
			}
		});
	}

	@Test
	void everyStartHasAnotherEpochAndNumbersFromOne() {
		sequenced("address=tcp://127.0.0.1:0").run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			Set<Long> epochs = new HashSet<>();
			long last = 0;
			for (int start = 0; start < 3; start++) {
				try (RawSubscriber peer = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
					peer.awaitSubscribed(publisher, "t");
					publisher.publish("{}", "t");
					Sequence found = Sequence.last(peer.receive());
					assertThat(found.number()).isEqualTo(1);
					assertThat(found.time()).isGreaterThan(last);
					last = found.time();
					epochs.add(found.epoch());
				}
				publisher.stop();
				publisher.start();
			}
			assertThat(epochs).hasSize(3);
		});
	}

	private static long nanos(Instant time) {
		return time.getEpochSecond() * 1_000_000_000 + time.getNano();
	}

}
