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

package io.zmqspring.support;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hides secrets in texts: the value of a key that looks like a secret, and user
 * information in addresses. Which keys look like secrets follows Spring Boot's former
 * list of keys to sanitize.
 *
 * @since 0.1
 */
public final class SecretText {

	/** Stands for a value that must not be shown. */
	public static final String HIDDEN = "******";

	private static final List<String> SECRET_ENDINGS = List.of("key", "token", "pwd");

	private static final List<String> SECRET_PARTS = List.of("password", "passwd", "passphrase", "secret", "credential",
			"vcapservices");

	private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*\\]$");

	// The absolute path of a Unix domain socket may contain an @ as well
	private static final Pattern USER_INFO = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)(?!(?<=ipc://)/)[^\\s'\"]+@"
			+ "|[^\\s'\",\\[]*:(?!(?<=ipc:)//[/@])[^\\s'\",]*@");

	private SecretText() {
	}

	/**
	 * Whether the value of a key must not be shown.
	 * @param key the key; its last element decides
	 * @return {@code true} if it looks like a secret
	 */
	public static boolean isSecretKey(String key) {
		String path = INDEX.matcher(key).replaceFirst("");
		return isSecret(path.substring(path.lastIndexOf('.') + 1));
	}

	/**
	 * Whether an element of a key looks like a secret.
	 * @param element an element of the key, such as {@code secret-key}
	 * @return {@code true} if it looks like a secret
	 */
	public static boolean isSecret(String element) {
		String normalized = element.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
		return SECRET_ENDINGS.stream().anyMatch(normalized::endsWith)
				|| SECRET_PARTS.stream().anyMatch(normalized::contains);
	}

	/**
	 * Hide user information in addresses.
	 * @param text a value or a sentence that may contain addresses
	 * @return the text with asterisks before each {@code @}
	 */
	public static String withoutUserInfo(String text) {
		return (text.indexOf('@') < 0) ? text : USER_INFO.matcher(text)
			.replaceAll((found) -> ((found.group(1) != null) ? found.group(1) : "") + HIDDEN + "@");
	}

}
