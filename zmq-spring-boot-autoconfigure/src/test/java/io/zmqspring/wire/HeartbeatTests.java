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
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes of a heartbeat.
 */
class HeartbeatTests {

	private static final Instant TIME = Instant.ofEpochSecond(1_752_888_000, 123_456_789);

	@Test
	void fieldsAreThoseOfTheExperimanceServicesAndASequence() {
		assertThat(json("camera")).isEqualTo("{\"type\":\"Heartbeat\",\"timestamp\":1752888000.123456,"
				+ "\"service\":\"camera\",\"state\":\"running\",\"sequence\":7}");
	}

	@Test
	void quotesControlCharactersAndNonAsciiCharactersAreEscaped() {
		assertThat(json("a\"b\\c\n\u007fü\ud83c\udf88"))
			.contains("\"service\":\"a\\\"b\\\\c\\u000a\\u007f\\u00fc\\ud83c\\udf88\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "\"", "\\", "\\\"", "\u0000\u001f\u007f", "größe", "世界", "🎈", "\u2028" })
	void jsonParserReadsAnyName(String name) {
		assertThat(JsonMapper.builder().build().readTree(json(name)).get("service").asString()).isEqualTo(name);
	}

	@Test
	void unpairedSurrogateIsEncodedAsValidJson() {
		assertThat(json("\ud83c")).contains("\"service\":\"\\ud83c\"");
	}

	private static String json(String service) {
		return new String(new Heartbeat(TIME, service, "running", 7).toJson(), StandardCharsets.UTF_8);
	}

}
