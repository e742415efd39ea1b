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

package io.zmqspring.autoconfigure.entries;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;

import io.zmqspring.support.SecretText;
import io.zmqspring.support.SimilarName;

/**
 * The keys below {@code zmq}, derived from the components of the settings records.
 */
public final class KnownKeys {

	private static final List<String> SECRETS = List.of("password", "passphrase", "secret", "secret-key", "token",
			"credentials", "users");

	private KnownKeys() {
	}

	/**
	 * Return all keys of a settings record, those of nested records with dots.
	 * @param type the record
	 * @return keys such as {@code socket.ipv6}
	 */
	public static List<String> of(Class<?> type) {
		List<String> keys = new ArrayList<>();
		for (Section section : Section.of(type)) {
			Class<?> nested = section.type();
			if (section.hasEntries()) {
				keys.add(section.key() + ".<name>");
			}
			else if (nested == null) {
				keys.add(section.key());
			}
			else {
				of(nested).forEach((key) -> keys.add(section.key() + "." + key));
			}
		}
		return keys;
	}

	/**
	 * Return all keys of several entries of a section.
	 * @param entries the names of the entries
	 * @param type the record of an entry
	 * @return keys such as {@code events.socket.ipv6}
	 */
	public static List<String> ofEntries(Collection<String> entries, Class<?> type) {
		return entries.stream().flatMap((entry) -> of(type).stream().map((key) -> entry + "." + key)).toList();
	}

	/**
	 * Whether an unknown key may be a misspelt secret, whose value must not be shown.
	 * @param element an element of the key, such as {@code pasword}
	 * @return {@code true} if it is a secret or similar to one
	 */
	public static boolean resemblesSecret(String element) {
		return SecretText.isSecret(element) || SimilarName.of(element, SECRETS.stream()) != null;
	}

	/**
	 * A key and the settings record below it.
	 *
	 * @param key the key
	 * @param type the settings record below the key, {@code null} for a value
	 * @param hasEntries whether the name of an entry follows the key, as in
	 * {@code publishers.<name>}
	 */
	public record Section(String key, @Nullable Class<?> type, boolean hasEntries) {

		/**
		 * The number of elements that the section has in a key.
		 * @return 2 if the name of an entry follows the key, otherwise 1
		 */
		public int elements() {
			return this.hasEntries ? 2 : 1;
		}

		/**
		 * Return the keys of a settings record.
		 * @param type the record
		 * @return one section for each component
		 */
		public static List<Section> of(Class<?> type) {
			return Arrays.stream(type.getRecordComponents()).map(Section::of).toList();
		}

		private static Section of(RecordComponent component) {
			ResolvableType type = ResolvableType.forMethodReturnType(component.getAccessor());
			boolean map = type.resolve() == Map.class;
			Class<?> nested = map ? type.getGeneric(1).resolve() : type.resolve();
			return new Section(DataObjectPropertyName.toDashedForm(component.getName()),
					(nested != null && nested.isRecord()) ? nested : null, map);
		}

	}

}
