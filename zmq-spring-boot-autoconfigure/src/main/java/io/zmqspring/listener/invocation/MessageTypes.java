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

package io.zmqspring.listener.invocation;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.wire.TypeProperty;
import io.zmqspring.wire.TypeTopic;

/**
 * Things selected by the type of a message: the member {@code type} of its JSON, or else
 * its topic.
 *
 * @param byType what is selected, by type
 * @param <T> what is selected
 */
record MessageTypes<T>(Map<String, T> byType) {

	/**
	 * Return the payload classes that the type of a message can select: the class itself,
	 * or the permitted subclasses of a sealed one.
	 * @param payload the class of a payload
	 * @return the classes, none if one of them has no type, or if two have the same type
	 */
	static MessageTypes<Class<?>> of(Class<?> payload) {
		Map<String, Class<?>> classes = new LinkedHashMap<>();
		return new MessageTypes<>(collect(payload, classes) ? classes : Map.of());
	}

	private static boolean collect(Class<?> payload, Map<String, Class<?>> classes) {
		if (!payload.isSealed()) {
			String type = TypeTopic.declaredBy(payload);
			return type != null && classes.put(type, payload) == null;
		}
		for (Class<?> permitted : payload.getPermittedSubclasses()) {
			if (!collect(permitted, classes)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return what the type of a message selects.
	 * @param topic the topic of the message
	 * @param payload its payload
	 * @return the selected thing, {@code null} if it has none of the types
	 */
	@Nullable T select(String topic, byte[] payload) {
		String type = TypeProperty.TYPE.read(payload);
		T selected = (type != null) ? this.byType.get(type) : null;
		return (selected != null) ? selected : this.byType.get(topic);
	}

	/**
	 * Describe why nothing was selected.
	 * @param topic the topic of the message
	 * @param payload its payload
	 * @return a predicate of the message
	 */
	String mismatch(String topic, byte[] payload) {
		String type = TypeProperty.TYPE.read(payload);
		return "has " + ((type != null) ? "the type '" + type + "'" : "no type") + " and the topic '" + topic
				+ "', of which neither is one of " + this.byType.keySet();
	}

}
