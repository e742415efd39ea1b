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

package io.zmqspring.socket.engine;

import java.lang.reflect.Field;

/**
 * Fields of JeroMQ that it does not show.
 */
final class EngineField {

	private EngineField() {
	}

	/**
	 * A field, made accessible.
	 * @param owner its class
	 * @param name its name
	 * @return the field
	 * @throws ReflectiveOperationException if this JeroMQ has none of that name
	 * @throws RuntimeException if JeroMQ is a module that does not open the package
	 */
	static Field of(Class<?> owner, String name) throws ReflectiveOperationException {
		Field field = owner.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

}
