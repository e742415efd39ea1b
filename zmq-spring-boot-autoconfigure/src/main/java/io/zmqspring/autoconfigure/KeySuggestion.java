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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.zmqspring.autoconfigure.entries.KnownKeys;
import io.zmqspring.autoconfigure.entries.KnownKeys.Section;
import io.zmqspring.support.SimilarName;

/**
 * Suggests the key that was probably meant by an unknown key below {@code zmq}.
 */
final class KeySuggestion {

	private final List<String> elements = new ArrayList<>();

	/** How many leading elements are known. */
	private int knownElements;

	/** The settings record below the known elements; {@code null} below a value. */
	private @Nullable Class<?> type = ZmqProperties.class;

	private KeySuggestion(ConfigurationPropertyName name) {
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			this.elements.add(name.getElement(i, Form.ORIGINAL));
		}
		this.knownElements = 1;
		skipKnownElements();
	}

	/**
	 * Describe the known keys that are similar to an unknown one.
	 * @param name the unknown key, such as {@code zmq.publishers.events.adress}
	 * @return one or two sentences
	 */
	static String of(ConfigurationPropertyName name) {
		return new KeySuggestion(name).sentences();
	}

	private void skipKnownElements() {
		while (this.type != null && this.knownElements < this.elements.size()) {
			Section section = section(this.type, this.elements.get(this.knownElements));
			if (section == null) {
				return;
			}
			this.knownElements = Math.min(this.knownElements + section.elements(), this.elements.size());
			this.type = section.type();
		}
	}

	private static @Nullable Section section(Class<?> type, String element) {
		return Section.of(type)
			.stream()
			.filter((section) -> SimilarName.normalize(section.key()).equals(SimilarName.normalize(element)))
			.findFirst()
			.orElse(null);
	}

	private String sentences() {
		String path = String.join(".", this.elements.subList(0, this.knownElements));
		if (this.type == null) {
			return "'" + path + "' is a single value and has no keys below it.";
		}
		String suggestion = correct(this.type, this.elements.subList(this.knownElements, this.elements.size()));
		return ((suggestion != null) ? "Did you mean '" + path + "." + suggestion + "'? " : "") + "Below '" + path
				+ "' these keys are known: " + String.join(", ", KnownKeys.of(this.type)) + ".";
	}

	private static @Nullable String correct(Class<?> type, List<String> unknown) {
		if (unknown.isEmpty()) {
			return null;
		}
		String key = SimilarName.of(unknown.get(0), Section.of(type).stream().map(Section::key));
		Section section = (key != null) ? section(type, key) : null;
		if (section == null) {
			return findBelow(type, unknown.get(unknown.size() - 1));
		}
		int elements = Math.min(section.elements(), unknown.size());
		String start = (elements == 2) ? section.key() + "." + unknown.get(1) : section.key();
		String rest = (section.type() != null) ? correct(section.type(), unknown.subList(elements, unknown.size()))
				: null;
		return (rest != null) ? start + "." + rest : start;
	}

	// The key may be right but written in the wrong section
	private static @Nullable String findBelow(Class<?> type, String element) {
		return KnownKeys.of(type)
			.stream()
			.filter((key) -> SimilarName.normalize(key.substring(key.lastIndexOf('.') + 1))
				.equals(SimilarName.normalize(element)))
			.findFirst()
			.orElse(null);
	}

}
