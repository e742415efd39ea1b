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
 * A pattern of topics: one exact topic, all topics with a prefix ({@code camera.*}) or
 * every topic ({@code *}). Immutable.
 *
 * @param text the exact topic, or the prefix
 * @param prefix whether {@code text} is a prefix
 * @since 0.1
 */
public record TopicPattern(String text, boolean prefix) {

	/**
	 * Parse and check a pattern as users write it.
	 * @param pattern a topic, a prefix with a trailing {@code *}, or {@code ""} or
	 * {@code "*"} for everything
	 * @param rule the rule that the topic must follow
	 * @param wireFormat the wire format of the messages
	 * @return the pattern
	 * @throws IllegalArgumentException if the pattern violates the rule; the message says
	 * how
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
			// The first bytes of payloads, to which no rule applies
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
	 * Whether a topic matches.
	 * @param topic the topic
	 * @return {@code true} if it matches
	 */
	public boolean matches(String topic) {
		return this.prefix ? topic.startsWith(this.text) : topic.equals(this.text);
	}

	/**
	 * Whether some topic matches both this pattern and another one.
	 * @param other the other pattern
	 * @return {@code true} if they have a topic in common
	 */
	public boolean overlaps(TopicPattern other) {
		return matches(other.text) || other.matches(this.text);
	}

	/**
	 * Return the bytes of the ZeroMQ subscription. In {@code single-frame} they include
	 * the space after an exact topic, so that the publisher filters exactly.
	 * @param wireFormat the wire format of the messages
	 * @return the bytes
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
