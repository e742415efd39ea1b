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

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.support.SimilarName;

/**
 * Checks the names of entries, and derives the names of their beans.
 */
public final class EntryNames {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	private EntryNames() {
	}

	/**
	 * Check that environment variables can express all names and can distinguish them.
	 * @param section the key of the section that contains the entries
	 * @param names the names
	 * @throws InvalidSettingException if a name is not valid, or if two names differ only
	 * in case or dashes
	 */
	public static void check(String section, Collection<String> names) {
		Map<String, String> namesByNormalizedName = new HashMap<>();
		for (String name : names.stream().sorted().toList()) {
			String normalized = SimilarName.normalize(name);
			String other = namesByNormalizedName.put(normalized, name);
			if (other != null) {
				throw new InvalidSettingException(section, null,
						"has the entries '" + other + "' and '" + name + "', which differ only in case or dashes",
						"Environment variables cannot distinguish them. If both are the same entry, write '"
								+ normalized
								+ "' everywhere, as environment variables do. Otherwise rename one of them.");
			}
		}
		names.stream().sorted().forEach((name) -> checkSpelling(section, name));
	}

	private static void checkSpelling(String section, String name) {
		if (!NAME.matcher(name).matches()) {
			throw new InvalidSettingException(section + "." + name, null, "has an invalid name",
					"Write entry names in lower-case letters, digits and single dashes" + example(name) + ".");
		}
	}

	private static String example(String name) {
		String better = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		return better.isEmpty() ? "" : ", for example '" + better + "'";
	}

	/**
	 * Return the name of the bean of an entry.
	 * @param name the name of the entry, such as {@code big-cam}
	 * @param suffix the role, such as {@code Publisher}
	 * @return a name such as {@code bigCamPublisher}
	 */
	public static String beanName(String name, String suffix) {
		StringBuilder result = new StringBuilder();
		for (String part : name.split("-")) {
			result.append(result.isEmpty() ? part : StringUtils.capitalize(part));
		}
		return result + suffix;
	}

}
