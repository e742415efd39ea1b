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

package io.zmqspring.support;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Escaping and shortening of texts from peers.
 */
class PrintableTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "camera.frame", "Zürich 東京 😀", "C:\\temp 'x'" })
	void printableTextIsReturnedUnchanged(String text) {
		assertThat(PrintableText.of(text)).isSameAs(text);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, '\n', '\r', '\t', 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x061c, 0x200b, 0x200f, 0x2028, 0x2029,
			0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xfffe, 0xd83d, 0xdc00, 0xe000 })
	void everyOtherCharacterIsEscaped(int character) {
		assertThat(PrintableText.of("a" + (char) character + "b"))
			.isEqualTo("a" + String.format("\\u%04X", character) + "b");
	}

	@Test
	void formatCharactersOutsideTheBasicPlaneAreEscaped() {
		assertThat(PrintableText.of("a" + Character.toString(0xe0041))).isEqualTo("a\\uDB40\\uDC41");
	}

	@Test
	void longTextIsShortenedAndItsLengthIsTold() {
		assertThat(PrintableText.of("x".repeat(5000), 100)).hasSizeLessThanOrEqualTo(100)
			.startsWith("x".repeat(60))
			.endsWith("… (5000 characters)");
		assertThat(PrintableText.of("\n".repeat(5000), 100)).hasSizeLessThanOrEqualTo(100)
			.startsWith("\\u000A\\u000A")
			.contains("\\u000A… (5000 characters)");
		assertThat(PrintableText.of("😀".repeat(5000), 101)).matches("(😀)+… \\(10000 characters\\)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "\u202e\u2028", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n" })
	void escapingTwiceIsTheSameAsOnce(String text) {
		String once = PrintableText.of(text, 100);
		assertThat(PrintableText.of(once, 100)).isSameAs(once);
	}

}
