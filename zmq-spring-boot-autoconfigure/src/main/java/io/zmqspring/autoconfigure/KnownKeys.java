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

package io.zmqspring.autoconfigure;

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

/**
 * The keys below {@code zmq}, read off the settings records.
 */
final class KnownKeys {

	private KnownKeys() {
	}

	/**
	 * All keys of a settings record, nested ones with dots.
	 * @param type the record
	 * @return keys such as {@code socket.ipv6}
	 */
	static List<String> of(Class<?> type) {
		List<String> keys = new ArrayList<>();
		for (Section section : Section.of(type)) {
			Class<?> nested = section.nested();
			if (nested == null || section.named()) {
				keys.add(section.key() + (section.named() ? ".<name>" : ""));
			}
			else {
				of(nested).forEach((key) -> keys.add(section.key() + "." + key));
			}
		}
		return keys;
	}

	/**
	 * All keys of several entries of a section.
	 * @param entries the names of the entries
	 * @param type the record of an entry
	 * @return keys such as {@code events.socket.ipv6}
	 */
	static List<String> below(Collection<String> entries, Class<?> type) {
		return entries.stream().flatMap((entry) -> of(type).stream().map((key) -> entry + "." + key)).toList();
	}

	/**
	 * The known key most like a wrong one.
	 * @param wrong the wrong key
	 * @param known the known keys
	 * @return the key, {@code null} if none is much alike
	 */
	static @Nullable String nearest(String wrong, Stream<String> known) {
		String uniform = uniform(wrong);
		return known.filter((key) -> distance(uniform, uniform(key)) <= Math.max(1, uniform.length() / 4))
			.min(Comparator.comparingInt((key) -> distance(uniform, uniform(key))))
			.orElse(null);
	}

	private static int distance(String from, String to) {
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
	 * A key as environment variables are compared: letters and digits only.
	 * @param key the key
	 * @return such as {@code highwatermark}
	 */
	static String uniform(String key) {
		return key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * A key and what stands below it.
	 *
	 * @param key the key
	 * @param nested the record below it, {@code null} for a value
	 * @param named whether names of entries stand between the key and the record
	 */
	record Section(String key, @Nullable Class<?> nested, boolean named) {

		static List<Section> of(Class<?> type) {
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
