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

import io.zmqspring.autoconfigure.KnownKeys.Section;

/**
 * What an unknown key below {@code zmq} probably should have been.
 */
final class KeySuggestion {

	private final List<String> elements = new ArrayList<>();

	/** How many elements from the left are right. */
	private int right;

	/** What stands below those. */
	private @Nullable Class<?> parent = ZmqProperties.class;

	private KeySuggestion(ConfigurationPropertyName name) {
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			this.elements.add(name.getElement(i, Form.ORIGINAL));
		}
		this.right = 1;
		descend();
	}

	/**
	 * Suggest a key.
	 * @param name the unknown key, such as {@code zmq.publishers.events.adress}
	 * @return one or two sentences
	 */
	static String of(ConfigurationPropertyName name) {
		return new KeySuggestion(name).sentences();
	}

	private void descend() {
		while (this.parent != null && this.right < this.elements.size()) {
			Section section = section(this.parent, this.elements.get(this.right));
			if (section == null) {
				return;
			}
			this.right = Math.min(this.right + (section.named() ? 2 : 1), this.elements.size());
			this.parent = section.nested();
		}
	}

	private static @Nullable Section section(Class<?> type, String element) {
		return Section.of(type)
			.stream()
			.filter((section) -> KnownKeys.uniform(section.key()).equals(KnownKeys.uniform(element)))
			.findFirst()
			.orElse(null);
	}

	private String sentences() {
		String path = String.join(".", this.elements.subList(0, this.right));
		if (this.parent == null) {
			return "'" + path + "' has no keys of its own.";
		}
		String meant = corrected(this.parent, this.elements.subList(this.right, this.elements.size()));
		return ((meant != null) ? "Did you mean '" + path + "." + meant + "'? " : "") + "Below '" + path
				+ "' these keys are known: " + String.join(", ", KnownKeys.of(this.parent)) + ".";
	}

	private static @Nullable String corrected(Class<?> type, List<String> wrong) {
		if (wrong.isEmpty()) {
			return null;
		}
		String key = KnownKeys.nearest(wrong.get(0), Section.of(type).stream().map(Section::key));
		Section section = (key != null) ? section(type, key) : null;
		if (section == null) {
			return misplaced(type, wrong.get(wrong.size() - 1));
		}
		int taken = Math.min(section.named() ? 2 : 1, wrong.size());
		String start = (taken == 2) ? section.key() + "." + wrong.get(1) : section.key();
		String rest = (section.nested() != null) ? corrected(section.nested(), wrong.subList(taken, wrong.size()))
				: null;
		return (rest != null) ? start + "." + rest : start;
	}

	private static @Nullable String misplaced(Class<?> type, String element) {
		return KnownKeys.of(type)
			.stream()
			.filter((key) -> KnownKeys.uniform(key.substring(key.lastIndexOf('.') + 1))
				.equals(KnownKeys.uniform(element)))
			.findFirst()
			.orElse(null);
	}

}
