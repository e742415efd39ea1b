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

package io.zmqspring.settings;

import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.zmqspring.wire.TopicPattern;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Checks that several settings records share.
 *
 * @since 0.1
 */
public final class SettingChecks {

	// JeroMQ takes milliseconds as int
	private static final Duration LONGEST = Duration.ofDays(24);

	// Where PosixFilePermissions has it
	private static final int OWNER_WRITE = 1;

	private SettingChecks() {
	}

	/**
	 * Check that a duration is positive and fits into milliseconds as an {@code int}.
	 * @param key the key of the setting
	 * @param duration the duration
	 * @throws InvalidSettingException if it is not
	 */
	static void checkPositive(String key, Duration duration) {
		if (duration.toMillis() < 1 || duration.toMillis() > Integer.MAX_VALUE) {
			throw new InvalidSettingException(key, duration, "is out of range",
					"Write a duration of at least 1ms and less than 24 days.");
		}
	}

	static void checkPositiveIfPresent(String key, @Nullable Duration duration) {
		if (duration != null) {
			checkPositive(key, duration);
		}
	}

	/**
	 * Check that a number is at least 1.
	 * @param key the key of the setting
	 * @param value the number
	 * @throws InvalidSettingException if it is not
	 */
	static void checkAtLeastOne(String key, int value) {
		if (value < 1) {
			throw new InvalidSettingException(key, value, "is less than 1", "Write at least 1.");
		}
	}

	/**
	 * Create the exception for a topic that violates its rule.
	 * @param key the key of the setting
	 * @param topic the topic
	 * @param rule the rule
	 * @param reason why it violates the rule
	 * @return the exception
	 */
	static InvalidSettingException topicRefused(String key, String topic, TopicRule rule,
			IllegalArgumentException reason) {
		String action = (rule == TopicRule.STRICT) ? "Write a topic that follows the rule, or set topic-rule: lenient."
				: "Write a topic of 1 to 255 bytes without control characters, and without spaces in the wire format"
						+ " single-frame.";
		return new InvalidSettingException(key, topic, "is refused: " + reason.getMessage(), action);
	}

	/**
	 * Check that a topic follows its rule.
	 * @param key the key of the setting
	 * @param topic the topic
	 * @param topicRule the rule
	 * @param wireFormat the wire format of the role
	 */
	static void checkTopic(String key, String topic, TopicRule topicRule, WireFormat wireFormat) {
		try {
			topicRule.encode(topic, wireFormat);
		}
		catch (IllegalArgumentException ex) {
			throw topicRefused(key, topic, topicRule, ex);
		}
	}

	static void checkDefaultTopic(String defaultTopic, TopicRule topicRule, WireFormat wireFormat) {
		if (wireFormat == WireFormat.RAW) {
			throw new InvalidSettingException("default-topic", defaultTopic,
					"cannot be combined with wire-format: raw, which carries no topic", "Remove one of the two.");
		}
		checkTopic("default-topic", defaultTopic, topicRule, wireFormat);
	}

	static TopicPattern parseTopic(String topic, TopicRule topicRule, WireFormat wireFormat) {
		try {
			return TopicPattern.parse(topic, topicRule, wireFormat);
		}
		catch (IllegalArgumentException ex) {
			throw topicRefused("topics", topic, topicRule, ex);
		}
	}

	/**
	 * Check that a number is not negative.
	 * @param key the key of the setting
	 * @param count the number
	 * @throws InvalidSettingException if it is
	 */
	public static void checkCount(String key, int count) {
		if (count < 0) {
			throw new InvalidSettingException(key, count, "is negative", "Write a number, or 0 for no limit.");
		}
	}

	static void checkSize(String key, @Nullable DataSize size) {
		if (size != null && (size.toBytes() < 1 || size.toBytes() > Integer.MAX_VALUE)) {
			throw new InvalidSettingException(key, size, "is out of range", "Write a size from 1B to 2047MB.");
		}
	}

	/**
	 * Check that a duration is in the range that JeroMQ can take.
	 * @param key the key of the setting
	 * @param duration the duration
	 * @param minimumMillis the shortest duration in milliseconds
	 * @throws InvalidSettingException if it is not
	 */
	public static void checkDuration(String key, Duration duration, int minimumMillis) {
		if (duration.compareTo(Duration.ofMillis(minimumMillis)) < 0 || duration.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException(key, duration, "is out of range",
					"Write a duration from " + minimumMillis + "ms to " + LONGEST.toDays() + "d, such as 1s.");
		}
	}

	/**
	 * Check the permissions of a file that peers connect to.
	 * @param key the key of the setting
	 * @param permissions the permissions, such as {@code rw-rw----}
	 */
	static void checkPermissions(String key, @Nullable String permissions) {
		if (permissions == null) {
			return;
		}
		try {
			PosixFilePermissions.fromString(permissions);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(key, permissions, "is not a list of permissions",
					"Write three characters each for the owner, the group and others, such as rw-rw---- to let the"
							+ " owner and the group connect.");
		}
		if (permissions.indexOf('w') < 0) {
			throw new InvalidSettingException(key, permissions, "lets nobody connect, because a peer needs w",
					"Write for example rw------- for the owner, or rw-rw---- for the owner and the group.");
		}
		if (permissions.charAt(OWNER_WRITE) != 'w') {
			throw new InvalidSettingException(key, permissions,
					"lacks the w of the owner, who needs it to find out whether a file that is left behind is in use",
					"Write w for the owner too, for example " + withOwnerWrite(permissions) + ".");
		}
	}

	private static String withOwnerWrite(String permissions) {
		return "rw" + permissions.substring(OWNER_WRITE + 1);
	}

	/**
	 * Refuse a boolean as the name of the member with the type.
	 * @param name the value of {@code type-property}
	 */
	static void checkTypeProperty(@Nullable String name) {
		if ("true".equals(name) || "false".equals(name)) {
			throw new InvalidSettingException("type-property", name, "is not a name",
					"Write the name of a member, such as type, or nothing to write no type: type-property: ''");
		}
	}

	static void checkHeadersFit(boolean headers, WireFormat wireFormat) {
		if (headers && wireFormat == WireFormat.RAW) {
			throw new InvalidSettingException("headers", true,
					"cannot be combined with wire-format: raw, which cannot carry headers", "Remove one of the two.");
		}
	}

	static void checkSequenceFits(boolean sequence, WireFormat wireFormat) {
		if (sequence && wireFormat == WireFormat.RAW) {
			throw new InvalidSettingException("sequence", true,
					"cannot be combined with wire-format: raw, which sends nothing but the payload",
					"Remove one of the two.");
		}
	}

}
