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

package io.zmqspring.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedSequenceTests {

	private static final long EPOCH = 0x0123456789abcdefL;

	private static final long TIME = 1_800_000_000_123_456_789L;

	private static final byte[] TOPIC = bytes("orders");

	private static final int FROM = TOPIC.length + 1;

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static @Nullable String written(String payload, @Nullable String headers) {
		byte[] frame = EmbeddedSequence.reserve(TOPIC, bytes(payload), (headers != null) ? bytes(headers) : null, 42);
		if (frame == null) {
			return null;
		}
		EmbeddedSequence.write(frame, FROM, EPOCH, 42, TIME);
		return text(frame);
	}

	private static @Nullable EmbeddedSequence read(String payload) {
		return EmbeddedSequence.read(bytes(payload), 0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false,
			value = { "{}|{SEQUENCE}}", " { } |{SEQUENCE} } ", "{\"id\":7}|{SEQUENCE},\"id\":7}",
					" { \"id\" : 7 } |{SEQUENCE}, \"id\" : 7 } " })
	void sequenceIsTheFirstMember(String payload, String expected) {
		assertThat(written(payload, null)).isEqualTo("orders "
				+ expected.replace("SEQUENCE", "\"_zmq\":{\"sequence\":\"0123456789abcdef:42:1800000000123456789\""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "{}|{\"trace\":\"1\"}|{SEQUENCE,\"trace\":\"1\"}}",
			"{\"id\":7}|{\"trace\":\"1\"}|{SEQUENCE,\"trace\":\"1\"},\"id\":7}", "{\"id\":7}|{}|{SEQUENCE},\"id\":7}" })
	void headersFollowTheSequence(String payload, String headers, String expected) {
		assertThat(written(payload, headers)).isEqualTo("orders "
				+ expected.replace("SEQUENCE", "\"_zmq\":{\"sequence\":\"0123456789abcdef:42:1800000000123456789\""));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "{", "}", "[1]", "7", "\"text\"", "{7}", "{a}", "{\"a\":1", "{\"a\":1}x", "null" })
	void payloadThatIsNoObjectHasNoRoom(String payload) {
		assertThat(written(payload, null)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false,
			value = { "{}|{}", " { } |{ } ", "{\"id\":7}|{\"id\":7}", " { \"id\" : 7 } |{ \"id\" : 7 } " })
	void payloadIsTheSameWithoutItsSequence(String payload, String expected) {
		EmbeddedSequence found = EmbeddedSequence.read(bytes(written(payload, null)), FROM);
		assertThat(found).isNotNull();
		assertThat(found.epoch()).isEqualTo(EPOCH);
		assertThat(found.number()).isEqualTo(42);
		assertThat(found.time()).isEqualTo(TIME);
		assertThat(text(found.payload())).isEqualTo(expected);
	}

	@Test
	void headersStayInThePayload() {
		EmbeddedSequence found = EmbeddedSequence.read(bytes(written("{\"id\":7}", "{\"trace\":\"1\"}")), FROM);
		assertThat(text(found.payload())).isEqualTo("{\"_zmq\":{\"trace\":\"1\"},\"id\":7}");
		HeaderFormat.Embedded headers = HeaderFormat.extract(found.payload());
		assertThat(headers.headers()).isEqualTo(Map.of("trace", "1"));
		assertThat(text(headers.payload())).isEqualTo("{\"id\":7}");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 9, 10, 99, 100, 999_999_999, 1_000_000_000, Long.MAX_VALUE })
	void everyNumberIsReadAsItWasWritten(long number) {
		byte[] frame = EmbeddedSequence.reserve(TOPIC, bytes("{\"a\":1}"), null, number);
		EmbeddedSequence.write(frame, FROM, -1, number, 5);
		assertThat(EmbeddedSequence.digits(number)).isEqualTo(Long.toString(number).length());
		assertThat(text(frame)).contains("\"ffffffffffffffff:" + number + ":0000000000000000005\"");
		EmbeddedSequence found = EmbeddedSequence.read(frame, FROM);
		assertThat(found.epoch()).isEqualTo(-1);
		assertThat(found.number()).isEqualTo(number);
		assertThat(found.time()).isEqualTo(5);
		assertThat(text(found.payload())).isEqualTo("{\"a\":1}");
	}

	@Test
	void sequenceMayBeWrittenAgain() {
		byte[] frame = EmbeddedSequence.reserve(TOPIC, bytes("{\"a\":1}"), null, 10);
		EmbeddedSequence.write(frame, FROM, 1, 98, 1);
		EmbeddedSequence.write(frame, FROM, EPOCH, 42, TIME);
		assertThat(text(frame)).isEqualTo(written("{\"a\":1}", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "{\"id\":7}", "{\"_zmq\":{\"trace\":\"1\"}}",
			" {\"_zmq\":{\"sequence\":\"0123456789abcdef:42:7\"}}", "{\"_zmq\":{\"sequence\":\"",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:42:7", "{\"_zmq\":{\"sequence\":\"0123456789abcdef:42:7\"",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:42:7\"}", "{\"_zmq\":{\"sequence\":\"0123456789abcdef:42:7\"x}",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:42\"}}", "{\"_zmq\":{\"sequence\":\"0123456789abcdef::7\"}}",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:42:\"}}", "{\"_zmq\":{\"sequence\":\"0123456789abcde:42:7\"}}",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdeg:42:7\"}}",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:99999999999999999999:7\"}}",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:9223372036854775808:7\"}}", "{\"_zmq\":{\"sequence\":1}}",
			"{\"_zmq\":{\"sequence\":\"+123456789abcdef:42:7\"}}",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:-42:7\"}}",
			"{\"_zmq\":{\"sequence\":\"0123456789abcdef:42:+7\"}}" })
	void malformedSequenceIsNone(String payload) {
		assertThat(read(payload)).isNull();
	}

	@Test
	void anyBytesAreRead() {
		Random random = new Random(7);
		byte[] valid = bytes(written("{\"id\":7}", "{\"trace\":\"1\"}"));
		for (int i = 0; i < 20_000; i++) {
			byte[] changed = valid.clone();
			changed[FROM + random.nextInt(valid.length - FROM)] = (byte) random.nextInt(256);
			EmbeddedSequence.read(Arrays.copyOf(changed, random.nextInt(valid.length + 1)), FROM);
		}
	}

}
