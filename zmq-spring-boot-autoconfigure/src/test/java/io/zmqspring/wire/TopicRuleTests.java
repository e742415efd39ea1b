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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which topics are valid, when they are encoded and decoded.
 */
class TopicRuleTests {

	private static void accepts(TopicRule rule, String topic, WireFormat format) {
		byte[] bytes = rule.encode(topic, format);
		assertThat(bytes).isEqualTo(topic.getBytes(StandardCharsets.UTF_8));
		assertThat(rule.decode(bytes, 0, bytes.length, format)).isEqualTo(topic);
	}

	private static void refuses(TopicRule rule, String topic, WireFormat format, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> rule.encode(topic, format))
			.withMessageContaining(reason)
			.withMessageMatching("(?s).{0,200}");
		byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(ZmqRejectedException.class)
			.isThrownBy(() -> rule.decode(bytes, 0, bytes.length, format))
			.satisfies((rejection) -> assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_TOPIC));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "camera.frame", "a/b c*", ".", "Grüße", "\uD83D\uDE00", " " })
	void lenientAcceptsAnyText(String topic) {
		accepts(TopicRule.LENIENT, topic, WireFormat.MULTIPART);
	}

	@Test
	void lenientTakesUpTo255Bytes() {
		accepts(TopicRule.LENIENT, "x".repeat(255), WireFormat.MULTIPART);
		refuses(TopicRule.LENIENT, "x".repeat(256), WireFormat.MULTIPART, "longer than 255 bytes");
		accepts(TopicRule.LENIENT, "ü".repeat(127) + "x", WireFormat.MULTIPART);
		refuses(TopicRule.LENIENT, "ü".repeat(128), WireFormat.MULTIPART, "longer than 255 bytes");
		refuses(TopicRule.LENIENT, "x".repeat(1024 * 1024), WireFormat.MULTIPART, "longer than 255 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0000", "a\nb", "a\tb", "\u007f", "\u0085", "\u009f" })
	void controlCharactersAreRefused(String topic) {
		refuses(TopicRule.LENIENT, topic, WireFormat.MULTIPART, "control character");
		refuses(TopicRule.STRICT, topic, WireFormat.MULTIPART, "strict rule");
	}

	@ParameterizedTest
	@EnumSource(TopicRule.class)
	void emptyTopicIsRefused(TopicRule rule) {
		refuses(rule, "", WireFormat.MULTIPART, "empty");
		refuses(rule, "", WireFormat.SINGLE_FRAME, "empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D" })
	void unpairedSurrogatesAreRefused(String topic) {
		for (TopicRule rule : TopicRule.values()) {
			assertThatIllegalArgumentException().isThrownBy(() -> rule.encode(topic, WireFormat.MULTIPART))
				.withMessageContaining("not valid Unicode");
		}
	}

	@Test
	void bytesThatAreNotUtf8AreRefused() {
		byte[][] malformed = { { (byte) 0xff }, { 'a', (byte) 0xc3 }, { (byte) 0xc0, (byte) 0xaf },
				{ (byte) 0xed, (byte) 0xa0, (byte) 0x80 } };
		for (byte[] bytes : malformed) {
			assertThatExceptionOfType(ZmqRejectedException.class)
				.isThrownBy(() -> TopicRule.LENIENT.decode(bytes, 0, bytes.length, WireFormat.MULTIPART))
				.withMessageContaining("not UTF-8");
		}
	}

	@Test
	void spaceIsRefusedInSingleFrameOnly() {
		accepts(TopicRule.LENIENT, "a b", WireFormat.MULTIPART);
		refuses(TopicRule.LENIENT, "a b", WireFormat.SINGLE_FRAME, "single-frame");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "A1", "camera.frame", "a.b.c.9" })
	void strictAcceptsLettersAndDigitsSeparatedByDots(String topic) {
		accepts(TopicRule.STRICT, topic, WireFormat.MULTIPART);
		accepts(TopicRule.STRICT, topic, WireFormat.SINGLE_FRAME);
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", ".a", "a.", "a..b", "a-b", "a_b", "a b", "a/b", "ü", "a\n", "a.\n" })
	void strictRefusesEverythingElse(String topic) {
		refuses(TopicRule.STRICT, topic, WireFormat.MULTIPART, "strict rule");
	}

	@Test
	void strictTakesUpTo64Characters() {
		accepts(TopicRule.STRICT, "x".repeat(64), WireFormat.MULTIPART);
		refuses(TopicRule.STRICT, "x".repeat(65), WireFormat.MULTIPART, "longer than 64 characters");
	}

	@Test
	void decodeReadsAPartOfTheBytes() {
		byte[] bytes = "xx topic yy".getBytes(StandardCharsets.UTF_8);
		assertThat(TopicRule.STRICT.decode(bytes, 3, 5, WireFormat.SINGLE_FRAME)).isEqualTo("topic");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			STRICT;MULTIPART;camera;true
			STRICT;MULTIPART;camera.;true
			STRICT;MULTIPART;camera..;false
			STRICT;MULTIPART;.;false
			STRICT;MULTIPART;camera ;false
			STRICT;MULTIPART;camera_frame;false
			STRICT;SINGLE_FRAME;camera.;true
			STRICT;SINGLE_FRAME;camera {"id";true
			STRICT;SINGLE_FRAME;camera. {"id";false
			STRICT;RAW;{"id";true
			LENIENT;MULTIPART;a b ;true
			LENIENT;MULTIPART;größe;true
			LENIENT;MULTIPART;\u0007bell;false
			LENIENT;SINGLE_FRAME; a;false
			""")
	void subscriptionMayStartATopic(TopicRule rule, WireFormat format, String subscription, boolean expected) {
		assertThat(rule.allowsStart(subscription.getBytes(StandardCharsets.UTF_8), format)).isEqualTo(expected);
	}

	@Test
	void subscriptionMayBeEmptyOrEndWithinACharacter() {
		for (TopicRule rule : TopicRule.values()) {
			assertThat(rule.allowsStart(new byte[0], WireFormat.MULTIPART)).isTrue();
		}
		assertThat(TopicRule.LENIENT.allowsStart(new byte[] { 'a', (byte) 0xc3 }, WireFormat.MULTIPART)).isTrue();
		assertThat(TopicRule.LENIENT.allowsStart(new byte[] { (byte) 0xc3 }, WireFormat.MULTIPART)).isTrue();
	}

}
