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

package io.zmqspring.message;

import java.lang.reflect.Type;

import org.springframework.core.ParameterizedTypeReference;

/**
 * A payload with its full generic type. A list or map of objects does not know the type
 * of its elements, so JSON written from it lacks the type information that
 * {@code @JsonTypeInfo} of that type asks for. It can be sent wherever a payload can be
 * sent.
 *
 * @param payload the payload
 * @param type its type
 * @since 0.1
 */
public record TypedPayload(Object payload, Type type) {

	/**
	 * Create a typed payload.
	 * @param payload the payload
	 * @param type its type, such as {@code new ParameterizedTypeReference<List<Shape>>()
	 * {}}
	 * @param <T> its type
	 * @return the typed payload
	 */
	public static <T> TypedPayload of(T payload, ParameterizedTypeReference<T> type) {
		return new TypedPayload(payload, type.getType());
	}

}
