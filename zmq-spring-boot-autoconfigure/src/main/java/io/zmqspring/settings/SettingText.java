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

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

import io.zmqspring.support.SecretText;

/**
 * Formats values for messages as users write them: {@code 15s}, not {@code PT15S}.
 *
 * @since 0.1
 */
public final class SettingText {

	private SettingText() {
	}

	/**
	 * Return a value as users write it.
	 * @param value the value, of any type
	 * @return the text, {@code null} if the value is {@code null}
	 */
	public static @Nullable String of(@Nullable Object value) {
		if (value instanceof Duration duration) {
			return of(duration);
		}
		if (value instanceof DataSize size) {
			return of(size);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
		return (value != null) ? value.toString() : null;
	}

	/**
	 * Return the value of a setting as messages may show it.
	 * @param key the key; its last element decides whether the value is a secret
	 * @param value the value, of any type
	 * @return the text without user information, or asterisks; {@code null} if the value
	 * is {@code null}
	 */
	public static @Nullable String of(String key, @Nullable Object value) {
		String text = of(value);
		if (text == null) {
			return null;
		}
		return SecretText.isSecretKey(key) ? SecretText.HIDDEN : SecretText.withoutUserInfo(text);
	}

	/**
	 * Return the settings of a section as users write them.
	 * @param settings the section
	 * @return its name and its keys that have a value, without secrets
	 */
	public static String of(Record settings) {
		StringJoiner text = new StringJoiner(", ", settings.getClass().getSimpleName() + "[", "]");
		ReflectionUtils.doWithLocalFields(settings.getClass(), (field) -> {
			if (!Modifier.isStatic(field.getModifiers())) {
				ReflectionUtils.makeAccessible(field);
				String key = DataObjectPropertyName.toDashedForm(field.getName());
				String value = of(key, ReflectionUtils.getField(field, settings));
				if (value != null) {
					text.add(key + "=" + value);
				}
			}
		});
		return text.toString();
	}

	/**
	 * A duration as users write it.
	 * @param duration the duration
	 * @return a text such as {@code 15s} or {@code 200ms}
	 */
	public static String of(Duration duration) {
		if (duration.getNano() == 0) {
			return duration.getSeconds() + "s";
		}
		return (duration.getNano() % 1_000_000 == 0) ? duration.toMillis() + "ms" : duration.toString();
	}

	private static String of(DataSize size) {
		long bytes = size.toBytes();
		for (DataUnit unit : new DataUnit[] { DataUnit.GIGABYTES, DataUnit.MEGABYTES, DataUnit.KILOBYTES }) {
			long bytesOfUnit = DataSize.of(1, unit).toBytes();
			if (bytes != 0 && bytes % bytesOfUnit == 0) {
				return bytes / bytesOfUnit + String.valueOf(unit.name().charAt(0)) + "B";
			}
		}
		return bytes + "B";
	}

}
