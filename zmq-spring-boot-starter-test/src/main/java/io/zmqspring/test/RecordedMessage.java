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

package io.zmqspring.test;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import org.springframework.core.ParameterizedTypeReference;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.PrintableText;

/**
 * A message that a test peer has received or sent. Immutable.
 *
 * @since 0.1
 */
public final class RecordedMessage {

	private static final int LONGEST_TEXT = 200;

	private final String source;

	private final String topic;

	private final byte[] bytes;

	private final Map<String, String> headers;

	private final Instant receivedAt = Instant.now();

	private final PayloadCodec codec;

	private final String note;

	RecordedMessage(String source, ZmqMessage message, PayloadCodec codec) {
		this(source, message, codec, "");
	}

	RecordedMessage(String source, ZmqMessage message, PayloadCodec codec, String note) {
		this.source = source;
		this.topic = message.topic();
		this.bytes = message.payload().clone();
		this.headers = message.headers();
		this.codec = codec;
		this.note = note;
	}

	/**
	 * Who has sent the message.
	 * @return a role of the application such as {@code publisher 'events'}, or its test
	 * peer such as {@code test publisher of 'orders'}
	 */
	public String source() {
		return this.source;
	}

	/**
	 * The topic.
	 * @return the topic, for work the name of the pool; empty if there is none
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * The payload, converted as the application's role converts its payloads.
	 * @param type the type, {@code String} and {@code byte[]} without conversion
	 * @param <T> the type
	 * @return the payload
	 * @throws AssertionError if it cannot be converted
	 */
	public <T> T payload(Class<T> type) {
		return payload(ParameterizedTypeReference.forType(type));
	}

	/**
	 * The payload, converted to a generic type.
	 * @param type the type, {@code new ParameterizedTypeReference<List<Order>>() {}}
	 * @param <T> the type
	 * @return the payload
	 * @throws AssertionError if it cannot be converted
	 */
	@SuppressWarnings("unchecked")
	public <T> T payload(ParameterizedTypeReference<T> type) {
		try {
			return (T) decode(type.getType());
		}
		catch (RuntimeException ex) {
			throw new AssertionError("The payload cannot be converted to " + type.getType().getTypeName() + ": " + this,
					ex);
		}
	}

	private Object decode(Type type) {
		return this.codec.decoder(type).decode(this.bytes);
	}

	/**
	 * The payload as text.
	 * @return the bytes, decoded as UTF-8
	 */
	public String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	/**
	 * The payload as it is on the wire.
	 * @return the bytes, a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * The headers.
	 * @return the headers, unmodifiable; empty unless the role has {@code headers: true}
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * When the message was recorded.
	 * @return the time
	 */
	public Instant receivedAt() {
		return this.receivedAt;
	}

	/**
	 * The source, the topic, the start of the payload and the names of the headers.
	 * @return a printable text
	 */
	@Override
	public String toString() {
		return this.source + ": " + (this.topic.isEmpty() ? "" : PrintableText.of(this.topic) + " ")
				+ PrintableText.of(text(), LONGEST_TEXT)
				+ (this.headers.isEmpty() ? "" : ", headers " + this.headers.keySet()) + this.note;
	}

}
