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

package io.zmqspring.benchmarks.side;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The options of a command line: {@code --name} or {@code --name=value}. Every method
 * refuses a value that it does not know with an {@link IllegalArgumentException}, whose
 * text is for the user.
 *
 * @param given the options by name, empty text for an option without a value
 */
record Arguments(Map<String, String> given) {

	static Arguments parse(String[] arguments, List<String> known) {
		Map<String, String> given = new TreeMap<>();
		for (String argument : arguments) {
			String[] parts = argument.replaceFirst("^--", "").split("=", 2);
			if (!argument.startsWith("--") || !known.contains(parts[0])) {
				throw new IllegalArgumentException(
						"Unknown option '" + argument + "'. The options are --" + String.join(", --", known) + ".");
			}
			given.put(parts[0], (parts.length == 2) ? parts[1] : "");
		}
		return new Arguments(given);
	}

	boolean has(String name) {
		return this.given.containsKey(name);
	}

	String text(String name, String otherwise) {
		return this.given.getOrDefault(name, otherwise);
	}

	/**
	 * Return the values of an option that takes a list.
	 * @param name of the option
	 * @param otherwise the list to use if the option is not given
	 * @param known the values that the list may contain
	 * @return the values, each of them once
	 */
	List<String> list(String name, String otherwise, Collection<String> known) {
		List<String> values = list(name, otherwise);
		for (String value : values) {
			if (!known.contains(value)) {
				throw new IllegalArgumentException("--" + name + " has the unknown value '" + value
						+ "'. Write a list of these, separated by commas: " + String.join(", ", known) + ".");
			}
		}
		return values;
	}

	/**
	 * Return the numbers of an option that takes a list.
	 * @param name of the option
	 * @param otherwise the list to use if the option is not given
	 * @param least the lowest permitted number
	 * @return the numbers, each of them once
	 */
	List<Integer> integers(String name, String otherwise, int least) {
		return list(name, otherwise).stream().map((text) -> integer(name, text, least)).toList();
	}

	private List<String> list(String name, String otherwise) {
		return Arrays.stream(text(name, otherwise).split(",", -1)).distinct().toList();
	}

	int integer(String name, int otherwise, int least) {
		return has(name) ? integer(name, text(name, ""), least) : otherwise;
	}

	private static int integer(String name, String text, int least) {
		int value = number(name, text, Integer::valueOf);
		if (value < least) {
			throw new IllegalArgumentException(
					"--" + name + " has the value " + value + ". It must be at least " + least + ".");
		}
		return value;
	}

	double seconds(String name, double otherwise) {
		double value = has(name) ? number(name, text(name, ""), Double::valueOf) : otherwise;
		if (!(value > 0) || Double.isInfinite(value)) {
			throw new IllegalArgumentException("--" + name + " has the value " + value + ". It must be above 0.");
		}
		return value;
	}

	private static <N> N number(String name, String text, Function<String, N> parser) {
		try {
			return parser.apply(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--" + name + " has the value '" + text + "', which is not a number.",
					ex);
		}
	}

}
