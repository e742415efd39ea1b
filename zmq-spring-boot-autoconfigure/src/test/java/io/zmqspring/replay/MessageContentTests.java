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

package io.zmqspring.replay;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.replay.recovery.SequencedMessage;
import io.zmqspring.wire.EmbeddedSequence;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A message of one frame means the same to a handler whether it was held or sent again.
 */
class MessageContentTests {

	private static final byte[] TOPIC = { 't' };

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static MessageContent content(byte[] payload, byte[] headers, boolean withHeaders) {
		return MessageContent.of(new SequencedMessage(7, TOPIC, 42, 1, payload, headers, null, null, headers != null),
				WireFormat.SINGLE_FRAME, withHeaders);
	}

	// As the publisher sends it
	private static MessageContent held(String payload, String headers, boolean withHeaders) {
		byte[] frame = EmbeddedSequence.reserve(new byte[0], bytes(payload), bytes(headers), 42);
		EmbeddedSequence.write(frame, 1, 7, 42, 1);
		return content(bytes(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8)), null, withHeaders);
	}

	private static void assertSame(MessageContent sentAgain, MessageContent held) {
		assertThat(new String(sentAgain.payload(), StandardCharsets.UTF_8))
			.isEqualTo(new String(held.payload(), StandardCharsets.UTF_8));
		assertThat(sentAgain.headers()).isEqualTo(held.headers());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":1}", "{}", "{\"_zmq\":{\"cup\":\"red\"},\"id\":1}" })
	void headersStayInThePayloadOfASubscriberWithoutHeaders(String payload) {
		String headers = "{\"cup\":\"blue\"}";
		MessageContent sentAgain = content(bytes(payload), bytes(headers), false);
		assertSame(sentAgain, held(payload, headers, false));
		assertThat(new String(sentAgain.payload(), StandardCharsets.UTF_8)).startsWith("{\"_zmq\":{\"cup\":\"blue\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":1}", "{}", "{\"_zmq\":{\"cup\":\"red\"},\"id\":1}" })
	void headersAreTakenFromThePayloadOfASubscriberWithHeaders(String payload) {
		String headers = "{\"cup\":\"blue\"}";
		MessageContent sentAgain = content(bytes(payload), bytes(headers), true);
		assertSame(sentAgain, held(payload, headers, true));
		assertThat(sentAgain.headers()).isEqualTo(Map.of("cup", "blue"));
	}

	@Test
	void ownMemberOfThePayloadIsReadAsHeaders() {
		String payload = "{\"_zmq\":{\"cup\":\"red\"},\"id\":1}";
		assertSame(content(bytes(payload), null, true), held(payload, "{}", true));
		assertSame(content(bytes(payload), null, false), held(payload, "{}", false));
	}

}
