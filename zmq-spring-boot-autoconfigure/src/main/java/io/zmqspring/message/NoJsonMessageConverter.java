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

/**
 * Replaces the JSON converter if Jackson is not on the class path. Throws exceptions that
 * say so, and refuses at start-up handlers that need JSON.
 *
 * @since 0.1
 */
public final class NoJsonMessageConverter implements ZmqMessageConverter {

	private static final String ACTION = ": Jackson 3 is not on the class path. Add spring-boot-starter-jackson,"
			+ " define a ZmqMessageConverter bean, or use byte[] or String";

	@Override
	public byte[] toBytes(Object payload) {
		throw new ZmqConversionException("A payload of " + payload.getClass() + " cannot be written" + ACTION);
	}

	@Override
	public Object fromBytes(byte[] bytes, Type type) {
		throw new ZmqConversionException(type.getTypeName() + " cannot be read" + ACTION);
	}

	@Override
	public boolean canRead(Type type) {
		return false;
	}

}
