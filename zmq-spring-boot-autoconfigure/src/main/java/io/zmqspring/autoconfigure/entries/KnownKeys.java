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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;

import io.zmqspring.support.SecretText;

/**
 * The keys below {@code zmq}, derived from the components of the settings records.
 */
public final class KnownKeys {

	private static final List<String> SECRETS = List.of("password", "passphrase", "secret", "secret-key", "token",
			"credentials");

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
	 * Find the known key with the smallest edit distance to an unknown key.
	 * @param unknown the unknown key
	 * @param known the known keys
	 * @return the known key, {@code null} if more than a quarter of the characters would
	 * have to be edited
	 */
	public static @Nullable String nearest(String unknown, Stream<String> known) {
		String normalized = normalize(unknown);
		int maxDistance = Math.max(1, normalized.length() / 4);
		return known.filter((key) -> editDistance(normalized, normalize(key)) <= maxDistance)
			.min(Comparator.comparingInt((key) -> editDistance(normalized, normalize(key))))
			.orElse(null);
	}

	/**
	 * Whether an unknown key may be a misspelt secret, whose value must not be shown.
	 * @param element an element of the key, such as {@code pasword}
	 * @return {@code true} if it is a secret or similar to one
	 */
	public static boolean resemblesSecret(String element) {
		return SecretText.isSecret(element) || nearest(element, SECRETS.stream()) != null;
	}

	private static int editDistance(String from, String to) {
		int[] previous = new int[to.length() + 1];
		Arrays.setAll(previous, (i) -> i);
		for (int i = 1; i <= from.length(); i++) {
			int[] current = new int[to.length() + 1];
			current[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int replaced = previous[j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[to.length()];
	}

	/**
	 * Reduce a key to its letters and digits in lower case. Keys are compared in this
	 * form, because environment variables express no dashes and no upper case.
	 * @param key the key, such as {@code high-water-mark}
	 * @return the normalized key, such as {@code highwatermark}
	 */
	public static String normalize(String key) {
		return key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
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
