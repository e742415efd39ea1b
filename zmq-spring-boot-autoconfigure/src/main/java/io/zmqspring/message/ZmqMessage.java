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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import io.zmqspring.support.PrintableText;

/**
 * A received message: its topic, its undecoded payload and its headers.
 *
 * @param topic the topic
 * @param payload the bytes, not copied: do not change them, because other handlers may
 * receive the same array
 * @param headers the headers of the message, unmodifiable; empty unless the role that
 * received it has {@code headers: true}
 * @since 0.1
 */
public record ZmqMessage(String topic, byte[] payload, Map<String, String> headers) {

	/**
	 * Copy the headers. The payload is not copied.
	 */
	public ZmqMessage {
		headers = Map.copyOf(headers);
	}

	/**
	 * Create a message without headers.
	 * @param topic the topic
	 * @param payload the payload, not copied
	 */
	public ZmqMessage(String topic, byte[] payload) {
		this(topic, payload, Map.of());
	}

	/**
	 * The payload as text.
	 * @return the payload decoded as UTF-8, with malformed parts replaced
	 */
	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ZmqMessage that && this.topic.equals(that.topic)
				&& Arrays.equals(this.payload, that.payload) && this.headers.equals(that.headers);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * this.topic.hashCode() + Arrays.hashCode(this.payload)) + this.headers.hashCode();
	}

	/**
	 * The message without its payload and the values of its headers, for logs.
	 * @return a printable text
	 */
	@Override
	public String toString() {
		return "ZmqMessage[topic=" + PrintableText.of(this.topic) + ", payload=" + this.payload.length + " bytes"
				+ (this.headers.isEmpty() ? "" : ", headers=" + PrintableText.of(this.headers.keySet().toString()))
				+ "]";
	}

}
