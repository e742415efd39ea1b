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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Headers on the wire.
 */
class HeaderFormatTests {

	private static final byte[] HEADERS = bytes("{\"a\":\"1\"}");

	@Test
	void headersAreAJsonObjectOfStrings() {
		Map<String, String> headers = new TreeMap<>(Map.of("a", "1", "b", "\"ü\n"));
		byte[] frame = HeaderFormat.encode(headers);
		assertThat(text(frame)).isEqualTo("{\"a\":\"1\",\"b\":\"\\\"ü\\n\"}");
		assertThat(HeaderFormat.decode(frame)).isEqualTo(headers).isUnmodifiable();
		assertThat(HeaderFormat.decode(bytes(" { } "))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"a\"", "{\"a\":1}", "{\"a\":null}", "{\"a\":{\"b\":\"c\"}}",
			"{\"a\":\"1\"", "{\"a\":\"1\"} x", "{\"a\":\"1\"}{}", "\u0000\u0001" })
	void anythingElseIsRefused(String frame) {
		assertThatExceptionOfType(ZmqRejectedException.class).isThrownBy(() -> HeaderFormat.decode(bytes(frame)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectReason.UNDECODABLE))
			.withMessageContaining("a JSON object of strings");
	}

	@Test
	void headersHaveLimits() {
		Map<String, String> many = numbered(65);
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderFormat.encode(many))
			.withMessageContaining("at most 64 headers of 8192 bytes");
		assertThatExceptionOfType(ZmqRejectedException.class).isThrownBy(() -> HeaderFormat.decode(json(many)));
		Map<String, String> large = Map.of("a", "x".repeat(8192));
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderFormat.encode(large));
		assertThatExceptionOfType(ZmqRejectedException.class).isThrownBy(() -> HeaderFormat.decode(json(large)));
		byte[] within = HeaderFormat.encode(numbered(64));
		assertThat(HeaderFormat.decode(within)).hasSize(64);
	}

	@Test
	void headersCannotNameThePeer() {
		String headers = "{\"zmq_user_id\":\"admin\",\"zmq_peer_address\":\"10.0.0.1:1\",\"a\":\"b\"}";
		assertThat(HeaderFormat.decode(bytes(headers))).isEqualTo(Map.of("a", "b"));
		assertThat(HeaderFormat.extract(bytes("{\"_zmq\":" + headers + ",\"n\":1}")))
			.returns(Map.of("a", "b"), HeaderFormat.Embedded::headers)
			.satisfies((embedded) -> assertThat(text(embedded.payload())).isEqualTo("{\"n\":1}"));
	}

	@Test
	void headerWithoutAValueIsRefused() {
		Map<String, String> headers = new HashMap<>();
		headers.put("a", null);
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderFormat.encode(headers))
			.withMessage("The header 'a' has no value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", " { } \n", "{\"x\":1}", "{ \"x\" : [1, {\"_zmq\":{}}] ,\"y\": NaN}\n" })
	void payloadComesBackAsItWas(String payload) {
		byte[] embedded = HeaderFormat.embed(bytes(payload), HEADERS);
		assertThat(text(embedded)).contains("\"_zmq\":{\"a\":\"1\"}");
		HeaderFormat.Embedded found = HeaderFormat.extract(embedded);
		assertThat(found).isNotNull();
		assertThat(text(found.payload())).isEqualTo(payload);
		assertThat(found.headers()).isEqualTo(Map.of("a", "1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "text", "[1]", "{", "{x}", "{\"a\":1", "\"_zmq\"", "}" })
	void headersAreEmbeddedInObjectsOnly(String payload) {
		byte[] bytes = bytes(payload);
		assertThat(HeaderFormat.embed(bytes, HEADERS)).isSameAs(bytes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"_zmq":{"a":"1"}}                          | {}
			{"_zmq": {"a": "1"}, "x": 1}                | { "x": 1}
			{"x": 1, "_zmq": {"a": "1"}}                | {"x": 1}
			{"x": 1 , "_zmq": {"a": "1"} , "y": 2}      | {"x": 1 ,  "y": 2}
			{"x":{"_zmq":{"b":"2"}},"_zmq":{"a":"1"}}   | {"x":{"_zmq":{"b":"2"}}}
			{"ü":"\\"_zmq\\"","_zmq":{"a":"1"},"y":[]}  | {"ü":"\\"_zmq\\"","y":[]}
			""")
	void memberIsRemovedFromAnyPosition(String payload, String rest) {
		HeaderFormat.Embedded found = HeaderFormat.extract(bytes(payload));
		assertThat(found).isNotNull();
		assertThat(text(found.payload())).isEqualTo(rest);
		assertThat(found.headers()).isEqualTo(Map.of("a", "1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "[\"_zmq\"]", "{\"x\":\"_zmq\"}", "{\"x\":{\"_zmq\":{}}}", "x\"_zmq\"",
			"{\"_zmq\":{\"a\":\"1\"", "{\"x\":1 \"_zmq\":{}}", "\"_zmq" })
	void payloadWithoutTheMemberHasNoHeaders(String payload) {
		assertThat(HeaderFormat.extract(bytes(payload))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"_zmq\":1}", "{\"_zmq\":[]}", "{\"x\":1,\"_zmq\":{\"a\":2}}", "{\"_zmq\":null}" })
	void memberWithoutHeadersIsRefused(String payload) {
		assertThatExceptionOfType(ZmqRejectedException.class).isThrownBy(() -> HeaderFormat.extract(bytes(payload)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectReason.UNDECODABLE));
	}

	@Test
	void memberHasTheSameLimits() {
		for (Map<String, String> tooMuch : List.of(numbered(65), Map.of("a", "x".repeat(8192)))) {
			String payload = "{\"_zmq\":" + text(json(tooMuch)) + "}";
			assertThatExceptionOfType(ZmqRejectedException.class)
				.isThrownBy(() -> HeaderFormat.extract(bytes(payload)));
		}
	}

	private static Map<String, String> numbered(int count) {
		return IntStream.range(0, count).boxed().collect(Collectors.toMap(String::valueOf, String::valueOf));
	}

	private static byte[] json(Map<String, String> headers) {
		return bytes(headers.entrySet()
			.stream()
			.map((header) -> "\"" + header.getKey() + "\":\"" + header.getValue() + "\"")
			.collect(Collectors.joining(",", "{", "}")));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
