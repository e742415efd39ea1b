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

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.MimeType;

/**
 * A message to send, taken from the object that a caller passes: a {@link ZmqMessage}
 * with its topic and headers, a {@link Message} with its headers, or anything else as the
 * payload itself.
 *
 * @param payload the payload, neither a {@code ZmqMessage} nor a {@code Message}
 * @param topic the topic, {@code null} if the object has none
 * @param headers the headers
 * @since 0.1
 */
public record OutgoingMessage(Object payload, @Nullable String topic, Map<String, String> headers) {

	// Headers that a receiver adds, and those of Spring that other programs cannot use
	private static final Set<String> NOT_SENT = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.REPLY_CHANNEL, MessageHeaders.ERROR_CHANNEL, ZmqHeaders.TOPIC, ZmqHeaders.SUBSCRIBER,
			ZmqHeaders.LISTENER, ZmqHeaders.WORKER, ZmqHeaders.CONTROLLER);

	/**
	 * Create the message. What its receiver had learned about its sender is left out.
	 */
	public OutgoingMessage {
		headers = withoutSender(headers);
	}

	/**
	 * Leave out who has sent a message, when it is sent again. That is for its receiver
	 * only, and other receivers would not believe it.
	 * @param headers the headers of a message that may have been received
	 * @return the headers to send
	 */
	public static Map<String, String> withoutSender(Map<String, String> headers) {
		if (headers.isEmpty()
				|| !headers.containsKey(ZmqHeaders.USER_ID) && !headers.containsKey(ZmqHeaders.PEER_ADDRESS)) {
			return headers;
		}
		Map<String, String> rest = new HashMap<>(headers);
		rest.remove(ZmqHeaders.USER_ID);
		rest.remove(ZmqHeaders.PEER_ADDRESS);
		return rest;
	}

	/**
	 * Whether an object is a message with a payload of its own.
	 * @param object the object that a caller passes
	 * @return {@code true} for a {@code ZmqMessage} or {@code Message}
	 */
	public static boolean isMessage(Object object) {
		// The check for an interface is slow for types that do not implement it
		return !(object instanceof byte[]) && !(object instanceof String)
				&& (object instanceof ZmqMessage || object instanceof Message);
	}

	/**
	 * Return the message to send.
	 * @param object the object that a caller passes
	 * @return its payload, topic and headers
	 * @throws IllegalArgumentException if a header has a value that cannot be sent as
	 * text
	 */
	public static OutgoingMessage of(Object object) {
		if (object instanceof ZmqMessage message) {
			return new OutgoingMessage(message.payload(), message.topic().isEmpty() ? null : message.topic(),
					message.headers());
		}
		if (object instanceof Message<?> message) {
			Object topic = message.getHeaders().get(ZmqHeaders.TOPIC);
			return of(message.getPayload()).with((topic != null) ? topic.toString() : null, text(message.getHeaders()));
		}
		return new OutgoingMessage(object, null, Map.of());
	}

	/**
	 * Return this message with another topic and more headers.
	 * @param newTopic the topic, {@code null} to keep the topic
	 * @param more headers that replace those of the same name
	 * @return the message
	 */
	public OutgoingMessage with(@Nullable String newTopic, Map<String, String> more) {
		Map<String, String> all = new HashMap<>(this.headers);
		all.putAll(more);
		return new OutgoingMessage(this.payload, (newTopic != null) ? newTopic : this.topic, all);
	}

	private static Map<String, String> text(MessageHeaders headers) {
		Map<String, String> text = new HashMap<>();
		headers.forEach((name, value) -> {
			if (!NOT_SENT.contains(name)) {
				text.put(name, text(name, value));
			}
		});
		return text;
	}

	private static String text(String name, Object value) {
		if (BeanUtils.isSimpleValueType(value.getClass()) || value instanceof MimeType) {
			return value.toString();
		}
		throw new IllegalArgumentException("The header '" + name + "' of a message is of " + value.getClass()
				+ ", which cannot be sent as text. Convert it to a String, or remove it from the message");
	}

}
