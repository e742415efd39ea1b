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

/**
 * What a listener asks for: one topic exactly, all topics with a prefix
 * ({@code camera.*}) or every topic ({@code *}). Immutable.
 *
 * @param text the exact topic, or the prefix
 * @param prefix whether {@code text} is a prefix
 * @since 0.1
 */
public record TopicPattern(String text, boolean prefix) {

	/**
	 * Read a pattern as users write it and check it.
	 * @param pattern a topic, a prefix with a trailing {@code *}, or {@code ""} or
	 * {@code "*"} for everything
	 * @param rule the rule the topic has to keep
	 * @param wireFormat the format messages come in
	 * @return the pattern
	 * @throws IllegalArgumentException if it breaks the rule, saying how
	 */
	public static TopicPattern parse(String pattern, TopicRule rule, WireFormat wireFormat) {
		if (pattern.isEmpty() || pattern.equals("*")) {
			return new TopicPattern("", true);
		}
		boolean prefix = pattern.endsWith("*");
		String text = prefix ? pattern.substring(0, pattern.length() - 1) : pattern;
		if (text.indexOf('*') >= 0) {
			throw new IllegalArgumentException(
					"The topic '" + pattern + "' has a * that is not at its end; only prefixes can be matched");
		}
		if (wireFormat == WireFormat.RAW) {
			// The first bytes of payloads, which keep no rule
			TopicRule.utf8(text);
		}
		else {
			// A prefix may end with the dot that a whole strict topic may not end with
			boolean partial = prefix && rule == TopicRule.STRICT && text.endsWith(".");
			rule.encode(partial ? text.substring(0, text.length() - 1) : text, wireFormat);
		}
		return new TopicPattern(text, prefix);
	}

	/**
	 * Whether a topic is asked for.
	 * @param topic the topic
	 * @return {@code true} if it matches
	 */
	public boolean matches(String topic) {
		return this.prefix ? topic.startsWith(this.text) : topic.equals(this.text);
	}

	/**
	 * The bytes ZeroMQ has to filter by. In {@code single-frame} the space after an exact
	 * topic belongs to them, so that the publisher already filters exactly.
	 * @param wireFormat the format messages come in
	 * @return the bytes of the subscription
	 */
	public byte[] subscription(WireFormat wireFormat) {
		byte[] bytes = this.text.getBytes(StandardCharsets.UTF_8);
		if (wireFormat == WireFormat.SINGLE_FRAME && !this.prefix) {
			bytes = Arrays.copyOf(bytes, bytes.length + 1);
			bytes[bytes.length - 1] = ' ';
		}
		return bytes;
	}

	@Override
	public String toString() {
		return this.prefix ? this.text + "*" : this.text;
	}

}
