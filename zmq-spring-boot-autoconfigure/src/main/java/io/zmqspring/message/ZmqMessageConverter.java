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
 * Turns payloads into bytes and back. {@code byte[]}, {@code ByteBuffer} and
 * {@code String} never come here: they travel as they are. Define a bean of this type to
 * replace JSON everywhere, or name one with the key {@code converter} of a publisher or
 * subscriber. Must be safe for any number of threads.
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
	 * Decode a payload.
	 * @param bytes the bytes from the wire, not to be changed
	 * @param type what the handler wants; the wire has no say in it
	 * @return the payload
	 * @throws ZmqConversionException if the bytes are not such a payload
	 */
	Object fromBytes(byte[] bytes, Type type);

	/**
	 * Whether payloads of a type can be decoded at all, asked once per handler at start.
	 * @param type what a handler wants
	 * @return {@code false} to refuse the handler at start
	 */
	default boolean canRead(Type type) {
		return true;
	}

}
