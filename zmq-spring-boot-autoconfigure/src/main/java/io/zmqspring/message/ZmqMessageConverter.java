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

import org.jspecify.annotations.Nullable;

/**
 * Converts payloads to bytes and back. Not used for {@code byte[]}, {@code ByteBuffer}
 * and {@code String}, which need no conversion. Define a bean of this type to replace
 * JSON everywhere, or set its name with the key {@code converter} of a publisher,
 * subscriber, worker or controller. Must be safe for any number of threads.
 *
 * @since 0.1
 */
public interface ZmqMessageConverter {

	/**
	 * Encode a payload.
	 * @param payload the payload, never {@code null}
	 * @return its bytes, a new array
	 * @throws ZmqConversionException if it cannot be encoded
	 */
	byte[] toBytes(Object payload);

	/**
	 * Encode a payload whose full type is known.
	 * @param payload the payload, never {@code null}
	 * @param type its type, with type arguments
	 * @return its bytes, a new array
	 * @throws ZmqConversionException if it cannot be encoded
	 */
	default byte[] toBytes(Object payload, Type type) {
		return toBytes(payload);
	}

	/**
	 * Decode a payload.
	 * @param bytes the bytes from the wire, not to be changed
	 * @param type the type that the handler takes, with type arguments; the message
	 * cannot influence it
	 * @return the payload, {@code null} if the bytes mean that there is none, such as no
	 * bytes at all or the JSON {@code null}
	 * @throws ZmqConversionException if the bytes cannot be decoded to the type
	 */
	@Nullable Object fromBytes(byte[] bytes, Type type);

	/**
	 * Whether payloads of a type can be decoded. Called once per handler at start-up.
	 * @param type the type that a handler takes
	 * @return {@code false} to refuse the handler at start-up
	 * @throws ZmqConversionException to refuse it with a reason
	 */
	default boolean canRead(Type type) {
		return true;
	}

}
