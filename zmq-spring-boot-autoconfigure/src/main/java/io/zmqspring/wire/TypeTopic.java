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

package io.zmqspring.wire;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

import io.zmqspring.message.TypedPayload;
import io.zmqspring.message.ZmqMessageType;

/**
 * Finds the topic that a payload specifies: {@link ZmqMessageType} on its class, the
 * entry {@code type} of a map, or a String or enum property {@code type} of a record or
 * bean. How to read the topic is determined once per class. Safe for any number of
 * threads.
 *
 * @since 0.1
 */
public final class TypeTopic {

	private static final Function<Object, @Nullable String> NONE = (payload) -> null;

	private static final ClassValue<Function<Object, @Nullable String>> READERS = new ClassValue<>() {

		@Override
		protected Function<Object, @Nullable String> computeValue(Class<?> type) {
			return reader(type);
		}

	};

	private static final ClassValue<@Nullable String> DECLARED = new ClassValue<>() {

		@Override
		protected @Nullable String computeValue(Class<?> type) {
			// Also searches interfaces, because a record has no superclass to inherit
			// from
			ZmqMessageType annotation = AnnotatedElementUtils.findMergedAnnotation(type, ZmqMessageType.class);
			return (annotation != null) ? annotation.value() : null;
		}

	};

	private TypeTopic() {
	}

	/**
	 * Return the type that a class declares.
	 * @param type the class
	 * @return the value of its {@link ZmqMessageType}, {@code null} if it has none
	 */
	public static @Nullable String declaredBy(Class<?> type) {
		return DECLARED.get(type);
	}

	/**
	 * Return the topic, or type, of a payload.
	 * @param payload the payload
	 * @return the topic, {@code null} if the payload specifies none
	 */
	public static @Nullable String of(Object payload) {
		if (payload instanceof TypedPayload typed) {
			return of(typed.payload());
		}
		return READERS.get(payload.getClass()).apply(payload);
	}

	private static Function<Object, @Nullable String> reader(Class<?> type) {
		String topic = declaredBy(type);
		if (topic != null) {
			return (payload) -> topic;
		}
		if (Map.class.isAssignableFrom(type)) {
			return (payload) -> text(((Map<?, ?>) payload).get("type"));
		}
		Method getter = getter(type);
		if (getter == null) {
			return NONE;
		}
		ReflectionUtils.makeAccessible(getter);
		return (payload) -> text(ReflectionUtils.invokeMethod(getter, payload));
	}

	private static @Nullable Method getter(Class<?> type) {
		if (type.isArray() || type.getName().startsWith("java.")) {
			return null;
		}
		Method getter = type.isRecord() ? accessor(type) : beanGetter(type);
		return (getter != null && (getter.getReturnType() == String.class || getter.getReturnType().isEnum())) ? getter
				: null;
	}

	private static @Nullable Method accessor(Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getName().equals("type")) {
				return component.getAccessor();
			}
		}
		return null;
	}

	private static @Nullable Method beanGetter(Class<?> type) {
		PropertyDescriptor property = BeanUtils.getPropertyDescriptor(type, "type");
		return (property != null) ? property.getReadMethod() : null;
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value instanceof String || value instanceof Enum) ? value.toString() : null;
	}

}
