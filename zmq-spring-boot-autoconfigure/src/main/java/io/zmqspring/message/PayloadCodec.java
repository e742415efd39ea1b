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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Encodes and decodes payloads: {@code byte[]} and {@code ByteBuffer} unchanged,
 * {@code String} as UTF-8, everything else with a {@link ZmqMessageConverter}. Safe for
 * any number of threads.
 *
 * @since 0.1
 */
public final class PayloadCodec {

	private final ZmqMessageConverter converter;

	/**
	 * Create a codec.
	 * @param converter converts the payloads of all other types
	 */
	public PayloadCodec(ZmqMessageConverter converter) {
		this.converter = converter;
	}

	/**
	 * Encode a payload. A {@code byte[]} is not copied.
	 * @param payload the payload
	 * @return its bytes
	 * @throws ZmqConversionException if it cannot be encoded
	 */
	public byte[] encode(Object payload) {
		if (payload instanceof byte[] bytes) {
			return bytes;
		}
		if (payload instanceof String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		if (payload instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return bytes;
		}
		return this.converter.toBytes(payload);
	}

	/**
	 * Return the decoder for a type. Called once per handler, not per message.
	 * @param type the type that the handler takes
	 * @return the decoder, safe for any number of threads
	 * @throws IllegalArgumentException if no payload can be decoded to this type
	 */
	public Decoder decoder(Type type) {
		if (type == byte[].class) {
			return (bytes) -> bytes;
		}
		if (type == String.class) {
			return (bytes) -> new String(bytes, StandardCharsets.UTF_8);
		}
		if (type == ByteBuffer.class) {
			return ByteBuffer::wrap;
		}
		if (!canRead(type)) {
			throw new IllegalArgumentException("payloads of type " + type.getTypeName() + " cannot be read by "
					+ this.converter.getClass().getSimpleName());
		}
		return (bytes) -> this.converter.fromBytes(bytes, type);
	}

	private boolean canRead(Type type) {
		try {
			return this.converter.canRead(type);
		}
		catch (ZmqConversionException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

	/**
	 * Decodes payloads of one type.
	 */
	@FunctionalInterface
	public interface Decoder {

		/**
		 * Decode one payload.
		 * @param bytes the bytes from the wire
		 * @return the payload
		 * @throws ZmqConversionException if the bytes cannot be decoded to the type
		 */
		Object decode(byte[] bytes);

	}

}
