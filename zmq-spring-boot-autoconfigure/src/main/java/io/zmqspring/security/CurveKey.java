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

package io.zmqspring.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key of CURVE (ZeroMQ RFC 26): 32 bytes. Immutable.
 *
 * @since 0.1
 */
public final class CurveKey {

	/** The length of public and secret keys in bytes. */
	public static final int LENGTH = 32;

	/** How the fingerprint of a key begins. */
	public static final String FINGERPRINT_PREFIX = "SHA256:";

	private static final int Z85_LENGTH = 40;

	private static final int HEX_LENGTH = 64;

	private static final int BASE64_LENGTH = 44;

	private static final String Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

	private static final int FINGERPRINT_LENGTH = 16;

	private final byte[] bytes;

	private CurveKey(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Create a key.
	 * @param bytes its 32 bytes, copied
	 * @return the key
	 * @throws IllegalArgumentException if it has another length or is all zero
	 */
	public static CurveKey of(byte[] bytes) {
		return new CurveKey(checked(bytes.clone()));
	}

	/**
	 * Read a public key.
	 * @param text the key in Z85 (40 characters), hexadecimal (64) or Base64 (44)
	 * @return the key
	 * @throws IllegalArgumentException if the text is none of these; the message does not
	 * contain the text
	 */
	public static CurveKey parse(String text) {
		return new CurveKey(decode(text));
	}

	/**
	 * Read the bytes of a public or secret key.
	 * @param text the key in Z85 (40 characters), hexadecimal (64) or Base64 (44)
	 * @return 32 bytes, not all zero
	 * @throws IllegalArgumentException if the text is none of these; the message does not
	 * contain the text
	 */
	public static byte[] decode(String text) {
		byte[] key = switch (text.length()) {
			case Z85_LENGTH -> decodeZ85(text);
			case HEX_LENGTH -> decodeHex(text);
			case BASE64_LENGTH -> decodeBase64(text);
			default -> throw new IllegalArgumentException(
					"has " + text.length() + " characters; a key has 40 in Z85, 64 in hexadecimal or 44 in Base64");
		};
		return checked(key);
	}

	private static byte[] checked(byte[] key) {
		if (key.length != LENGTH) {
			throw new IllegalArgumentException("has " + key.length + " bytes; a key has 32");
		}
		if (MessageDigest.isEqual(key, new byte[LENGTH])) {
			throw new IllegalArgumentException("is all zero, which is no key");
		}
		return key;
	}

	private static byte[] decodeZ85(String text) {
		byte[] key = new byte[LENGTH];
		for (int i = 0; i < Z85_LENGTH; i += 5) {
			long value = 0;
			for (int j = i; j < i + 5; j++) {
				int digit = Z85.indexOf(text.charAt(j));
				if (digit < 0) {
					throw new IllegalArgumentException("has a character that is not part of Z85");
				}
				value = value * Z85.length() + digit;
			}
			if (value > 0xffffffffL) {
				throw new IllegalArgumentException("is not valid in Z85");
			}
			for (int j = 0; j < 4; j++) {
				key[i / 5 * 4 + j] = (byte) (value >> (24 - 8 * j));
			}
		}
		return key;
	}

	private static byte[] decodeHex(String text) {
		try {
			return HexFormat.of().parseHex(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("has 64 characters, but is not hexadecimal");
		}
	}

	private static byte[] decodeBase64(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("has 44 characters, but is not Base64");
		}
	}

	/**
	 * The bytes of the key.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * The key as ZeroMQ writes it.
	 * @return 40 characters of Z85
	 */
	public String z85() {
		return new String(encode(this.bytes), StandardCharsets.US_ASCII);
	}

	/**
	 * Write a public or secret key in Z85.
	 * @param key 32 bytes
	 * @return 40 characters
	 */
	static byte[] encode(byte[] key) {
		byte[] text = new byte[Z85_LENGTH];
		int length = 0;
		for (int i = 0; i < LENGTH; i += 4) {
			long value = 0;
			for (int j = i; j < i + 4; j++) {
				value = value << 8 | key[j] & 0xff;
			}
			for (long divisor = 85L * 85 * 85 * 85; divisor > 0; divisor /= 85) {
				text[length++] = (byte) Z85.charAt((int) (value / divisor % 85));
			}
		}
		return text;
	}

	/**
	 * A short text that identifies the key in logs and events.
	 * @return {@code SHA256:} and the first 16 characters of the hash in Base64
	 */
	public String fingerprint() {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(this.bytes);
			return FINGERPRINT_PREFIX + Base64.getEncoder().encodeToString(hash).substring(0, FINGERPRINT_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof CurveKey that && MessageDigest.isEqual(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return fingerprint();
	}

}
