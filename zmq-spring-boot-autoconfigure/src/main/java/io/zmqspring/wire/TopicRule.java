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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.support.PrintableText;

/**
 * The rule that topics must follow. The strict rule is that of the Rev C container
 * pattern.
 *
 * @since 0.1
 */
public enum TopicRule {

	/** 1 to 255 bytes of UTF-8 without control characters. */
	LENIENT {

		@Override
		@Nullable String problem(String topic, int bytes) {
			if (bytes > MAX_BYTES) {
				return "is longer than " + MAX_BYTES + " bytes of UTF-8";
			}
			return topic.chars().anyMatch(Character::isISOControl) ? "contains a control character" : null;
		}

	},

	/** Groups of letters and digits separated by dots, at most 64 characters. */
	STRICT {

		@Override
		@Nullable String problem(String topic, int bytes) {
			if (topic.length() > MAX_STRICT) {
				return "is longer than " + MAX_STRICT + " characters";
			}
			return PATTERN.matcher(topic).matches() ? null
					: "breaks the strict rule: groups of letters and digits separated by dots";
		}

	};

	private static final int MAX_BYTES = 255;

	private static final int MAX_STRICT = 64;

	private static final int LONGEST_SHOWN = 100;

	private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*");

	abstract @Nullable String problem(String topic, int bytes);

	/**
	 * Check a topic and encode it.
	 * @param topic the topic
	 * @param wireFormat the wire format of the message
	 * @return the topic's bytes
	 * @throws IllegalArgumentException if the topic violates this rule; the message says
	 * how
	 */
	public byte[] encode(String topic, WireFormat wireFormat) {
		byte[] bytes = utf8(topic);
		String problem = topic.isEmpty() ? "is empty" : problem(topic, bytes.length);
		if (problem == null && wireFormat == WireFormat.SINGLE_FRAME && topic.indexOf(' ') >= 0) {
			problem = "contains a space, which ends the topic in the wire format single-frame";
		}
		if (problem != null) {
			throw new IllegalArgumentException("The topic '" + printable(topic) + "' " + problem);
		}
		return bytes;
	}

	/**
	 * Decode and check a received topic.
	 * @param bytes the bytes that contain the topic
	 * @param offset the index of its first byte
	 * @param length its length in bytes
	 * @param wireFormat the wire format of the message
	 * @return the topic
	 * @throws ZmqRejectedException if the topic is not UTF-8 or violates this rule
	 */
	public String decode(byte[] bytes, int offset, int length, WireFormat wireFormat) {
		if (length > MAX_BYTES) {
			throw new ZmqRejectedException(RejectReason.INVALID_TOPIC,
					"The topic of " + length + " bytes is longer than " + MAX_BYTES);
		}
		try {
			String topic = StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(bytes, offset, length))
				.toString();
			encode(topic, wireFormat);
			return topic;
		}
		catch (CharacterCodingException ex) {
			throw new ZmqRejectedException(RejectReason.INVALID_TOPIC, "The topic is not UTF-8", ex);
		}
		catch (IllegalArgumentException ex) {
			throw new ZmqRejectedException(RejectReason.INVALID_TOPIC, String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * Whether bytes are a topic that this rule allows.
	 * @param bytes the bytes that start with the topic
	 * @param length its length in bytes
	 * @param wireFormat the wire format of the messages
	 * @return {@code false} if they are not
	 */
	public boolean allows(byte[] bytes, int length, WireFormat wireFormat) {
		try {
			decode(bytes, 0, length, wireFormat);
			return true;
		}
		catch (ZmqRejectedException ex) {
			return false;
		}
	}

	/**
	 * Whether a message can start with the bytes of a subscription.
	 * @param subscription the bytes
	 * @param wireFormat the wire format of the messages
	 * @return {@code false} if no message with a topic that this rule allows starts with
	 * them
	 */
	public boolean allowsStart(byte[] subscription, WireFormat wireFormat) {
		if (subscription.length == 0 || wireFormat == WireFormat.RAW) {
			return true;
		}
		int space = (wireFormat == WireFormat.SINGLE_FRAME) ? WireFormat.topicLength(subscription) : -1;
		if (space >= 0) {
			return allows(subscription, space, wireFormat);
		}
		int length = subscription.length;
		if (this == STRICT && subscription[length - 1] == '.') {
			length--;
		}
		// A prefix may end within a character of several bytes
		while (length > 0 && subscription[length - 1] < 0) {
			length--;
		}
		return (length == 0) ? subscription[0] < 0 : allows(subscription, length, wireFormat);
	}

	static byte[] utf8(String topic) {
		try {
			ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.encode(CharBuffer.wrap(topic));
			byte[] bytes = new byte[encoded.remaining()];
			encoded.get(bytes);
			return bytes;
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("The topic '" + printable(topic) + "' is not valid Unicode", ex);
		}
	}

	private static String printable(String topic) {
		return PrintableText.of(topic, LONGEST_SHOWN);
	}

}
