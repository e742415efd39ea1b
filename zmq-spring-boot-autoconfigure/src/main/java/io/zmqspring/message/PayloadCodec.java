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

import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes payloads: {@code byte[]} and {@code ByteBuffer} unchanged,
 * {@code String} as UTF-8, everything else with a {@link ZmqMessageConverter}. Safe for
 * any number of threads.
 *
 * @since 0.1
 */
public final class PayloadCodec {

	private final ZmqMessageConverter converter;

	private final @Nullable Completion completion;

	/**
	 * Create a codec.
	 * @param converter converts the payloads of all other types
	 */
	public PayloadCodec(ZmqMessageConverter converter) {
		this(converter, null);
	}

	/**
	 * Create a codec.
	 * @param converter converts the payloads of all other types
	 * @param completion completes what the converter has written, {@code null} for
	 * nothing
	 */
	public PayloadCodec(ZmqMessageConverter converter, @Nullable Completion completion) {
		this.converter = converter;
		this.completion = completion;
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
		if (payload instanceof TypedPayload typed) {
			return isRaw(typed.payload()) ? encode(typed.payload())
					: completed(typed.payload(), this.converter.toBytes(typed.payload(), typed.type()));
		}
		return completed(payload, this.converter.toBytes(payload));
	}

	private byte[] completed(Object payload, byte[] bytes) {
		return (this.completion != null) ? this.completion.complete(payload, bytes) : bytes;
	}

	private static boolean isRaw(Object payload) {
		return payload instanceof byte[] || payload instanceof String || payload instanceof ByteBuffer;
	}

	/**
	 * Return the decoder for a type. Called once per handler, not per message.
	 * @param type the type that the handler takes
	 * @return the decoder, safe for any number of threads; it refuses a payload that is
	 * absent
	 * @throws IllegalArgumentException if no payload can be decoded to this type
	 */
	public Decoder decoder(Type type) {
		Decoder raw = raw(type);
		if (raw != null) {
			return raw;
		}
		check(type);
		return (bytes) -> {
			Object payload = this.converter.fromBytes(bytes, type);
			if (payload == null) {
				throw new ZmqConversionException("The payload is " + ((bytes.length == 0) ? "empty" : "null")
						+ ", but one of " + type.getTypeName() + " is required. If it may be absent, declare the"
						+ " parameter as Optional, or with @Payload(required = false)");
			}
			return payload;
		};
	}

	/**
	 * Return the decoder for a type whose payloads may be absent: without any bytes, or
	 * what the converter reads as {@code null}. Called once per handler, not per message.
	 * @param type the type that the handler takes
	 * @return the decoder, safe for any number of threads
	 * @throws IllegalArgumentException if no payload can be decoded to this type
	 */
	public OptionalDecoder optionalDecoder(Type type) {
		Decoder raw = raw(type);
		if (raw != null) {
			return (bytes) -> (bytes.length == 0) ? null : raw.decode(bytes);
		}
		check(type);
		return (bytes) -> (bytes.length == 0) ? null : this.converter.fromBytes(bytes, type);
	}

	private static @Nullable Decoder raw(Type type) {
		if (type == byte[].class) {
			return (bytes) -> bytes;
		}
		if (type == String.class) {
			return (bytes) -> new String(bytes, StandardCharsets.UTF_8);
		}
		if (type == ByteBuffer.class) {
			return ByteBuffer::wrap;
		}
		return null;
	}

	private void check(Type type) {
		if (!canRead(type)) {
			throw new IllegalArgumentException("payloads of type " + type.getTypeName() + " cannot be read by "
					+ this.converter.getClass().getSimpleName());
		}
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
	 * Completes the bytes of payloads.
	 */
	@FunctionalInterface
	public interface Completion {

		/**
		 * Complete the bytes of a payload.
		 * @param payload the payload
		 * @param bytes what the converter has written
		 * @return the complete bytes
		 */
		byte[] complete(Object payload, byte[] bytes);

	}

	/**
	 * Decodes payloads of one type, which may be absent.
	 */
	@FunctionalInterface
	public interface OptionalDecoder {

		/**
		 * Decode one payload.
		 * @param bytes the bytes from the wire
		 * @return the payload, {@code null} if it is absent
		 * @throws ZmqConversionException if the bytes cannot be decoded to the type
		 */
		@Nullable Object decode(byte[] bytes);

	}

	/**
	 * Decodes payloads of one type.
	 */
	@FunctionalInterface
	public interface Decoder extends OptionalDecoder {

		/**
		 * Decode one payload.
		 * @param bytes the bytes from the wire
		 * @return the payload
		 * @throws ZmqConversionException if the bytes cannot be decoded to the type, or
		 * the payload is absent
		 */
		@Override
		Object decode(byte[] bytes);

		/**
		 * Decode one payload of a received message.
		 * @param bytes the bytes from the wire
		 * @return the payload
		 * @throws ZmqRejectedException if the bytes cannot be decoded
		 */
		default Object decodeOrReject(byte[] bytes) {
			try {
				return decode(bytes);
			}
			catch (RuntimeException | StackOverflowError ex) {
				// StackOverflowError: thrown by a converter that recurses for each level
				// of nesting
				throw ZmqRejectedException.undecodable(ex);
			}
		}

	}

}
