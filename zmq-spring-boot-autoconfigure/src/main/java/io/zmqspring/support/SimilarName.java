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

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that was probably meant by an unknown one.
 */
public final class SimilarName {

	private SimilarName() {
	}

	/**
	 * Find the known name with the smallest edit distance to an unknown one.
	 * @param unknown the unknown name
	 * @param known the known names
	 * @return the known name, {@code null} if more than a quarter of the characters would
	 * have to be edited
	 */
	public static @Nullable String of(String unknown, Stream<String> known) {
		String normalized = normalize(unknown);
		int maxDistance = Math.max(1, normalized.length() / 4);
		return known.filter((name) -> editDistance(normalized, normalize(name)) <= maxDistance)
			.min(Comparator.comparingInt((name) -> editDistance(normalized, normalize(name))))
			.orElse(null);
	}

	// Two neighbouring characters that are exchanged are one edit
	private static int editDistance(String from, String to) {
		int[] beforePrevious = new int[0];
		int[] previous = new int[to.length() + 1];
		Arrays.setAll(previous, (i) -> i);
		for (int i = 1; i <= from.length(); i++) {
			int[] current = new int[to.length() + 1];
			current[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int replaced = previous[j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
				if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
						&& from.charAt(i - 2) == to.charAt(j - 1)) {
					current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
				}
			}
			beforePrevious = previous;
			previous = current;
		}
		return previous[to.length()];
	}

	/**
	 * Reduce a name to its letters and digits in lower case. Keys are compared in this
	 * form, because environment variables express no dashes and no upper case.
	 * @param name the name, such as {@code high-water-mark}
	 * @return the normalized name, such as {@code highwatermark}
	 */
	public static String normalize(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
