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

import java.lang.reflect.Modifier;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds types that no JSON can be read to, such as an interface without type information.
 * When in doubt, a type is readable: it may have a deserializer of the application.
 */
final class JsonTypeCheck {

	private final JsonMapper mapper;

	JsonTypeCheck(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * What is wrong with a type.
	 * @param type the type
	 * @return a sentence without a full stop, {@code null} if the type may be readable
	 */
	@Nullable String problem(JavaType type) {
		if (type.isContainerType() || type.isReferenceType()) {
			return problem(type.getContentType());
		}
		if (Future.class.isAssignableFrom(type.getRawClass())) {
			return "a " + type.getRawClass().getSimpleName() + " is no payload";
		}
		return mayBeConstructed(type.getRawClass()) ? null : problemOfReading(type);
	}

	// Without reading: an object of the application is not constructed for this check
	private static boolean mayBeConstructed(Class<?> type) {
		if (type.isRecord() || type.isPrimitive()) {
			return true;
		}
		if (Modifier.isAbstract(type.getModifiers())) {
			return false;
		}
		for (var constructor : type.getDeclaredConstructors()) {
			if (constructor.getParameterCount() == 0) {
				return true;
			}
		}
		return false;
	}

	private @Nullable String problemOfReading(JavaType type) {
		try {
			this.mapper.readerFor(type).readValue("{}");
		}
		catch (InvalidDefinitionException ex) {
			return ex.getOriginalMessage();
		}
		catch (RuntimeException ex) {
			// Other JSON than {} may be readable, also by a deserializer of the
			// application
		}
		return null;
	}

}
