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

package io.zmqspring.socket.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.socket.crypto.X25519;

/**
 * The users of PLAIN. Keeps hashes of the passwords and compares them in constant time.
 * Immutable.
 */
final class PlainUsers {

	private static final int LONGEST = 255;

	// Spring Boot leaves a placeholder as it is if there is no value for it
	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.+}");

	private static final byte[] NOBODY = hash(X25519.random(32));

	private final Map<String, byte[]> passwords;

	/**
	 * Create the users.
	 * @param passwords the passwords by user
	 */
	PlainUsers(Map<String, String> passwords) {
		this.passwords = passwords.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
					(user) -> hash(user.getValue().getBytes(StandardCharsets.UTF_8))));
	}

	/**
	 * Check names and passwords that a server lets in.
	 * @param key the key of the users in the settings
	 * @param users the passwords by user
	 * @return the users
	 * @throws InvalidSettingException if one cannot connect, or has a password that
	 * everybody can guess
	 */
	static PlainUsers checked(String key, Map<String, String> users) {
		users.forEach((user, password) -> {
			if (length(user) > LONGEST) {
				throw new InvalidSettingException(key + "." + user, null, "has a name that is longer than 255 bytes",
						"Write a shorter one.");
			}
			credential(key + "." + user, password);
		});
		return new PlainUsers(users);
	}

	/**
	 * Check a name or a password.
	 * @param key its key in the settings
	 * @param value its value, which is never shown
	 * @return the value
	 * @throws InvalidSettingException if it is missing, too long, or a placeholder
	 */
	static String credential(String key, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new InvalidSettingException(key, null, "is missing", "Write it, or remove what it belongs to.");
		}
		if (PLACEHOLDER.matcher(value).find()) {
			throw new InvalidSettingException(key, null, "contains a placeholder without a value",
					"Set the property or environment variable that it names.");
		}
		if (length(value) > LONGEST) {
			throw new InvalidSettingException(key, null, "is longer than 255 bytes", "Write a shorter one.");
		}
		return value;
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * Whether a user may connect.
	 * @param user the user
	 * @param password the password
	 * @return {@code false} if the user is unknown or the password is wrong
	 */
	boolean isKnown(String user, byte[] password) {
		byte[] expected = this.passwords.get(user);
		boolean equal = MessageDigest.isEqual(hash(password), (expected != null) ? expected : NOBODY);
		return equal && expected != null;
	}

	private static byte[] hash(byte[] password) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(password);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
