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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.message.ZmqConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The correlation field in the bytes of JSON.
 */
class CorrelationTests {

	private final Correlation correlation = new Correlation("id", "work_id", "progress_of");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "{\"id\":\"a-1\"} | a-1 | \"a-1\"", "{\"id\":17} | 17 | 17",
					"{\"id\":1180591620717411303424} | 1180591620717411303424 | 1180591620717411303424",
					"{\"id\":\"17\"} | 17 | \"17\"", "{\"id\":\"a\\\"b\\\\c\"} | a\"b\\c | \"a\\\"b\\\\c\"",
					"{\"id\":\"\\u00e9\\ud83c\\udf88\"} | é🎈 | \"é🎈\"", "{\"id\":NaN} | NaN | NaN",
					"{\"x\":NaN,\"y\":[-Infinity],\"id\":1} | 1 | 1", "{\"\\u0069d\":5} | 5 | 5",
					"{\"id\":true} | true | true" })
	void valueIsComparedByItsTextAndCopiedUnchanged(String work, String text, String literal) {
		assertThat(ofWork(work)).isEqualTo(new Correlation.Value(text, literal));
	}

	@Test
	void whiteSpaceIsIgnored() {
		assertThat(ofWork(" \n\t{ \r\n \"x\" : 1 , \"id\" : \"a\" } \n"))
			.isEqualTo(new Correlation.Value("a", "\"a\""));
		assertThat(text(this.correlation.withId(bytes(" \n{ \n} "), "a"))).isEqualTo(" \n{ \n\"id\":\"a\"} ");
	}

	@Test
	void nestedFieldsOfTheSameNameAreIgnored() {
		assertThat(ofWork("{\"x\":{\"id\":1},\"y\":[{\"id\":2}]}")).isNull();
		assertThat(ofWork("{\"x\":{\"id\":1},\"y\":[{\"id\":2}],\"id\":3}")).isEqualTo(new Correlation.Value("3", "3"));
	}

	@Test
	void firstOfTwoFieldsIsUsed() {
		assertThat(ofWork("{\"id\":1,\"id\":2}")).isEqualTo(new Correlation.Value("1", "1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "{}", "[]", "[{\"id\":1}]", "\"id\"", "17", "null", "{\"id\":null}",
			"{\"id\":{\"id\":1}}", "{\"id\":[1]}", "{\"ID\":1}", "{id:1}", "{\"x\":1", "{\"id\"", "{\"id\":", "hello",
			"\uFEFF{\"id\":1}" })
	void workWithoutAValueInTheFieldHasNoValue(String work) {
		assertThat(ofWork(work)).isNull();
	}

	@Test
	void bytesThatAreNoTextHaveNoValue() {
		assertThat(this.correlation.ofWork(new byte[] { '{', '"', (byte) 0xff, (byte) 0xfe, '"', ':' })).isNull();
		assertThat(ofWork("{\"x\":" + "[".repeat(100_000))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "{} | {\"id\":\"7\"}", "{\"x\":1} | {\"id\":\"7\",\"x\":1}",
					"{\"x\":{\"id\":null}} | {\"id\":\"7\",\"x\":{\"id\":null}}",
					"{\"é\":\"🎈\",\"id\" : null , \"y\":2} | {\"é\":\"🎈\",\"id\" : \"7\" , \"y\":2}" })
	void absentIdIsInsertedAndNullIsReplaced(String work, String expected) {
		byte[] identified = this.correlation.withId(bytes(work), "7");
		assertThat(text(identified)).isEqualTo(expected);
		assertThat(this.correlation.ofWork(identified)).isEqualTo(new Correlation.Value("7", "\"7\""));
	}

	@Test
	void namesAndIdsOfAnyCharactersAreWrittenAsJson() {
		Correlation strange = new Correlation("größe \"1\"", "ergebnis\\🎈", "f");
		byte[] work = strange.withId(bytes("{\"x\":1}"), "a\n\"é");
		assertThat(text(work)).isEqualTo("{\"größe \\\"1\\\"\":\"a\\n\\\"é\",\"x\":1}");
		Correlation.Value value = strange.ofWork(work);
		assertThat(value).isNotNull().extracting(Correlation.Value::text).isEqualTo("a\n\"é");
		byte[] answer = strange.answer(value, bytes("{\"y\":2}"));
		assertThat(strange.ofResult(answer)).isEqualTo(value);
		assertThat(text(answer)).isEqualTo("{\"ergebnis\\\\🎈\":\"a\\n\\\"é\",\"y\":2}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "17", "", "hello", "{\"id\":{}}", "{\"id\":[1]}" })
	void workThatCannotCarryAnIdIsRefused(String work) {
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> this.correlation.withId(bytes(work), "7"))
			.withMessageContaining("'id'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "{} | {\"work_id\":17}", "{\"x\":1} | {\"work_id\":17,\"x\":1}",
					"{\"id\":1} | {\"work_id\":17,\"id\":1}", "{\"work_id\":null} | {\"work_id\":17}",
					"{\"work_id\":3} | {\"work_id\":3}", "{\"work_id\":{}} | {\"work_id\":{}}", "[1] | [1]",
					"done | done" })
	void answerCarriesTheValueOfTheWorkUnlessItHasOneOrIsNoObject(String result, String answer) {
		assertThat(text(this.correlation.answer(new Correlation.Value("17", "17"), bytes(result)))).isEqualTo(answer);
	}

	@Test
	void answerWithoutResultIsAnAcknowledgement() {
		byte[] answer = this.correlation.answer(new Correlation.Value("a", "\"a\""), null);
		assertThat(text(answer)).isEqualTo("{\"work_id\":\"a\"}");
		assertThat(this.correlation.isAcknowledgement(answer)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"work_id\":1,\"x\":2}", "{\"x\":2,\"work_id\":1}", "{}", "{\"id\":1}", "[]", "",
			"{\"work_id\":{}}", "{\"work_id\":", "{\"work_id\":1", "{\"work_id\"" })
	void anythingElseIsNoAcknowledgement(String result) {
		assertThat(this.correlation.isAcknowledgement(bytes(result))).isFalse();
	}

	private Correlation.@Nullable Value ofWork(String work) {
		return this.correlation.ofWork(bytes(work));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
