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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Patterns to which a listener subscribes.
 */
class TopicPatternTests {

	private static TopicPattern parse(String pattern) {
		return TopicPattern.parse(pattern, TopicRule.STRICT, WireFormat.MULTIPART);
	}

	@Test
	void exactTopicMatchesItselfOnly() {
		TopicPattern pattern = parse("status");
		assertThat(pattern.matches("status")).isTrue();
		assertThat(pattern.matches("status2")).isFalse();
		assertThat(pattern.matches("statu")).isFalse();
		assertThat(pattern).hasToString("status");
	}

	@Test
	void prefixMatchesEverythingThatStartsWithIt() {
		TopicPattern pattern = parse("camera.*");
		assertThat(pattern.matches("camera.left")).isTrue();
		assertThat(pattern.matches("camera")).isFalse();
		assertThat(parse("cam*").matches("camera")).isTrue();
		assertThat(parse("cam*").matches("cam")).isTrue();
		assertThat(pattern).hasToString("camera.*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*" })
	void emptyTextAndStarMatchEverything(String text) {
		assertThat(parse(text).matches("anything")).isTrue();
		assertThat(parse(text).subscription(WireFormat.SINGLE_FRAME)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "**", "a*b", "*a", "a**", "a b", "a..*", ".*", "a-*" })
	void otherStarsAndInvalidTopicsAreRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessageContaining("The topic '");
	}

	@Test
	void subscriptionToAnExactSingleFrameTopicEndsWithTheSpace() {
		assertThat(parse("a").subscription(WireFormat.SINGLE_FRAME)).asString().isEqualTo("a ");
		assertThat(parse("a").subscription(WireFormat.MULTIPART)).asString().isEqualTo("a");
		assertThat(parse("a*").subscription(WireFormat.SINGLE_FRAME)).asString().isEqualTo("a");
	}

	@Test
	void longestTopicsMayBePrefixesToo() {
		assertThat(TopicPattern.parse("x".repeat(255) + "*", TopicRule.LENIENT, WireFormat.MULTIPART).text())
			.hasSize(255);
		assertThat(TopicPattern.parse("x".repeat(254) + ".*", TopicRule.LENIENT, WireFormat.MULTIPART).text())
			.hasSize(255);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TopicPattern.parse("x".repeat(256) + "*", TopicRule.LENIENT, WireFormat.MULTIPART));
	}

	@Test
	void topicRulesDoNotApplyToRawPrefixes() {
		assertThat(TopicPattern.parse("{\"type\": \"x\"", TopicRule.STRICT, WireFormat.RAW).text())
			.isEqualTo("{\"type\": \"x\"");
	}

	@Test
	void unpairedSurrogatesAreRefusedInEveryFormat() {
		for (WireFormat format : WireFormat.values()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> TopicPattern.parse("\uD83D", TopicRule.LENIENT, format));
		}
	}

}
