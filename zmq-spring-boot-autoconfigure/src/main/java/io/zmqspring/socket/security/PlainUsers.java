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
import java.util.stream.Collectors;

import io.zmqspring.socket.crypto.X25519;

/**
 * The users of PLAIN. Keeps hashes of the passwords and compares them in constant time.
 * Immutable.
 */
final class PlainUsers {

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
