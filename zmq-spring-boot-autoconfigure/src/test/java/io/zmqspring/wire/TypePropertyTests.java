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
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypePropertyTests {

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String written(String payload) {
		return new String(TypeProperty.TYPE.write(bytes(payload), "Ready"), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "{}|{\"type\":\"Ready\"}", " { } | {\"type\":\"Ready\" }",
					"{\"a\":1}|{\"type\":\"Ready\",\"a\":1}",
					"{\"a\":{\"type\":1}}|{\"type\":\"Ready\",\"a\":{\"type\":1}}",
					"{\"a\":\"type\",\"b\":2}|{\"type\":\"Ready\",\"a\":\"type\",\"b\":2}",
					"{\"a\":\"\\\\\",\"b\":[{\"type\":1}]}|{\"type\":\"Ready\",\"a\":\"\\\\\",\"b\":[{\"type\":1}]}" })
	void typeIsTheFirstMember(String payload, String expected) {
		assertThat(written(payload)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\":\"Own\"}", "{\"a\":[1,{\"b\":2}],\"type\" : null}", "[1]", "\"text\"", "7",
			"null", "", "{", "{7}", "{a}" })
	void payloadThatHasTheMemberOrIsNoObjectIsNotChanged(String payload) {
		byte[] bytes = bytes(payload);
		assertThat(TypeProperty.TYPE.write(bytes, "Ready")).isSameAs(bytes);
	}

	@Test
	void nameAndTypeAreEscaped() {
		String name = "a\"b\\c";
		byte[] written = new TypeProperty(name).write(bytes("{}"), "x\"\\\u0001é");
		assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("{\"a\\\"b\\\\c\":\"x\\\"\\\\\\u0001é\"}");
		assertThat(new TypeProperty(name).read(written)).isEqualTo("x\"\\\u0001é");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "null",
			value = { "{\"type\":\"Ready\"}|Ready", "{ \"a\": {\"type\": \"no\"}, \"type\" : \"Ready\"}|Ready",
					"{\"a\":\"\\\"type\\\":1\",\"type\":\"Ready\"}|Ready", "{\"type\":\"\\u0052eady\\/\"}|Ready/",
					"{\"a\":1}|null", "{\"type\":1}|null", "{\"type\":null}|null", "{\"a\":{\"type\":\"no\"}}|null",
					"[{\"type\":\"no\"}]|null", "{\"type\":\"open|null", "{\"type|null", "{\"type\"|null",
					"{\"type\":|null", "{\"type\":\"\\u00|null", "{\"type\":\"\\u00zz\"}|null", "{\"type\":\"\\|null",
					"{\"a\":1}{\"type\":\"no\"}|null", "topic {\"type\":\"no\"}|null" })
	void typeOfTheObjectItselfIsRead(String payload, String expected) {
		assertThat(TypeProperty.TYPE.read(bytes(payload))).isEqualTo(expected);
	}

	@Test
	void anyBytesAreRead() {
		Random random = new Random(7);
		byte[] alphabet = bytes("{}[]\":,\\ typeu0");
		for (int i = 0; i < 20_000; i++) {
			byte[] payload = new byte[random.nextInt(24)];
			for (int j = 0; j < payload.length; j++) {
				payload[j] = alphabet[random.nextInt(alphabet.length)];
			}
			byte[] object = bytes("{\"type\"" + new String(payload, StandardCharsets.UTF_8));
			TypeProperty.TYPE.read(payload);
			TypeProperty.TYPE.read(object);
			TypeProperty.TYPE.write(payload, "x");
			TypeProperty.TYPE.write(object, "x");
		}
	}

}
