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

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.SecretText;

/**
 * Thrown for an invalid setting. Describes the problem and what to write instead. Thrown
 * by the builders and by the roles, so that a role with invalid settings does not exist.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class InvalidSettingException extends IllegalArgumentException {

	private final String key;

	private final @Nullable String value;

	private final String problem;

	private final String action;

	/**
	 * Create the exception.
	 * @param key the key within its record, such as {@code address} or
	 * {@code reconnect-interval}; empty for the record itself
	 * @param value the invalid value, or {@code null} when it is absent
	 * @param problem what is wrong, as a phrase that follows the key and the value
	 * @param action what to write instead, as a sentence
	 */
	public InvalidSettingException(String key, @Nullable Object value, String problem, String action) {
		super(subject(key, value) + SecretText.withoutUserInfo(problem) + ". " + SecretText.withoutUserInfo(action));
		this.key = key;
		this.value = SettingText.of(key, value);
		this.problem = SecretText.withoutUserInfo(problem);
		this.action = SecretText.withoutUserInfo(action);
	}

	private static String subject(String key, @Nullable Object value) {
		String shown = SettingText.of(key, value);
		return key.isEmpty() ? "" : "'" + key + "' " + ((shown != null) ? "with the value '" + shown + "' " : "");
	}

	/**
	 * Return the exception for the record that contains this one.
	 * @param section the key of this record within the other
	 * @return an exception with the key {@code section.key}, without a key if this has
	 * none
	 */
	public InvalidSettingException below(String section) {
		return new InvalidSettingException(this.key.isEmpty() ? "" : section + "." + this.key, this.value, this.problem,
				this.action);
	}

	/**
	 * The key within its record.
	 * @return the key, possibly empty
	 */
	public String key() {
		return this.key;
	}

	/**
	 * The invalid value.
	 * @return the value as users write it, asterisks for a secret; {@code null} when it
	 * is absent
	 */
	public @Nullable String value() {
		return this.value;
	}

	/**
	 * What is wrong, as a phrase that follows the key and the value.
	 * @return the problem
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to write instead.
	 * @return a sentence for the user
	 */
	public String action() {
		return this.action;
	}

}
