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

package io.zmqspring.socket.crypto;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A certificate as {@code zmq.auth.create_certificates} writes it (ZPL, RFC 4): a section
 * {@code curve} with {@code public-key} and, in a secret file, {@code secret-key}. A file
 * that contains nothing but a key is read, too.
 *
 * @param publicKey the public key as text, {@code null} if there is none
 * @param secretKey the secret key as text, {@code null} if there is none
 * @since 0.1
 */
public record KeyFile(@Nullable String publicKey, @Nullable String secretKey) {

	private static final String BYTE_ORDER_MARK = "\ufeff";

	/**
	 * Read the text of a file.
	 * @param content the text
	 * @return the keys
	 * @throws IOException if it contains no key; the message contains no key
	 */
	public static KeyFile parse(String content) throws IOException {
		String text = (content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content).strip();
		if (text.lines().count() == 1 && text.indexOf('"') < 0) {
			return new KeyFile(text, text);
		}
		Map<String, String> keys = keys(text);
		KeyFile read = new KeyFile(keys.get("public-key"), keys.get("secret-key"));
		if (read.publicKey == null && read.secretKey == null) {
			throw new IOException("contains no section curve with public-key or secret-key");
		}
		return read;
	}

	private static Map<String, String> keys(String text) {
		Map<String, String> keys = new HashMap<>();
		String section = "";
		for (String line : text.split("\\R")) {
			String content = line.strip();
			if (content.isEmpty() || content.startsWith("#")) {
				continue;
			}
			if (!Character.isWhitespace(line.charAt(0))) {
				section = content;
			}
			int equals = content.indexOf('=');
			if (section.equals("curve") && equals > 0) {
				keys.put(content.substring(0, equals).strip(), unquoted(content.substring(equals + 1).strip()));
			}
		}
		return keys;
	}

	private static String unquoted(String value) {
		boolean quoted = value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"))
				&& value.endsWith(value.substring(0, 1));
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

	@Override
	public String toString() {
		return "KeyFile[" + ((this.secretKey != null) ? "secret" : "public") + "]";
	}

}
