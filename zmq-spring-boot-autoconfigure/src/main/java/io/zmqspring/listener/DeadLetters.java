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

package io.zmqspring.listener;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.support.PrintableText;

/**
 * Publishes the messages that listeners could not handle: the original payload, with the
 * reason in the headers {@code zmq_dead_letter_…}. A dead letter that fails again is not
 * published again. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class DeadLetters {

	private static final int MOST_TEXT = 1000;

	private final SingletonSupplier<ZmqPublisher> publisher;

	private final String topic;

	private final String origin;

	/**
	 * Create the dead letters.
	 * @param publisher supplies the publisher, called once
	 * @param topic the topic to which dead letters are published
	 * @param origin the setting or attribute that specifies the publisher, for messages
	 */
	public DeadLetters(Supplier<ZmqPublisher> publisher, String topic, String origin) {
		this.publisher = SingletonSupplier.of(publisher);
		this.topic = topic;
		this.origin = origin;
	}

	/**
	 * Return dead letters of the same publisher with another topic.
	 * @param otherTopic the topic
	 * @param otherOrigin the attribute that specifies the topic, for messages
	 * @return the dead letters
	 */
	DeadLetters to(String otherTopic, String otherOrigin) {
		return new DeadLetters(this.publisher, otherTopic, otherOrigin);
	}

	/**
	 * Check that the publisher can send dead letters with their reason.
	 * @throws ZmqConfigurationException if the publisher does not exist, sends no
	 * headers, or refuses the topic
	 */
	public void check() {
		ZmqPublisher found = this.publisher.obtain();
		if (!found.settings().headers()) {
			throw new ZmqConfigurationException(
					this.origin + " names '" + found.name()
							+ "', which sends no headers, but dead letters carry their reason in headers",
					"Set zmq.publishers." + found.name() + ".headers and headers of its subscribers to true");
		}
		try {
			found.settings().topicRule().encode(this.topic, found.settings().wireFormat());
		}
		catch (IllegalArgumentException ex) {
			throw new ZmqConfigurationException(
					this.origin + ": publisher '" + found.name() + "' refuses the topic of dead letters: "
							+ ex.getMessage(),
					"Write a topic that follows the rule of publisher '" + found.name() + "'", ex);
		}
	}

	/**
	 * Publish a message as a dead letter, unless it is one, or no listener was to receive
	 * it.
	 * @param message the message
	 * @param error why it could not be handled
	 * @return whether it was published
	 */
	boolean publish(ZmqMessage message, ZmqException error) {
		if (message.headers().containsKey(ZmqHeaders.DEAD_LETTER_TOPIC) || !hasReachedAListener(error)) {
			return false;
		}
		Map<String, String> reason = reason(message, error);
		try {
			Map<String, String> headers = new HashMap<>(message.headers());
			// A peer must not say who it is
			headers.remove(ZmqHeaders.DEAD_LETTER_USER_ID);
			headers.remove(ZmqHeaders.DEAD_LETTER_PEER_ADDRESS);
			headers.putAll(reason);
			return this.publisher.obtain().publish(message.payload(), this.topic, headers);
		}
		catch (IllegalArgumentException ex) {
			// All headers together exceed the limits of a message
			return this.publisher.obtain().publish(message.payload(), this.topic, reason);
		}
	}

	private static boolean hasReachedAListener(ZmqException error) {
		return !(error instanceof ZmqRejectedException rejection) || rejection.reason() == RejectReason.UNDECODABLE
				|| rejection.reason() == RejectReason.INVALID;
	}

	private static Map<String, String> reason(ZmqMessage message, ZmqException error) {
		Map<String, String> headers = new HashMap<>();
		Throwable cause = (error instanceof ZmqHandlerException && error.getCause() != null) ? error.getCause() : error;
		headers.put(ZmqHeaders.DEAD_LETTER_TOPIC, message.topic());
		headers.put(ZmqHeaders.DEAD_LETTER_EXCEPTION, cause.getClass().getName());
		headers.put(ZmqHeaders.DEAD_LETTER_REASON, abbreviate(cause.getMessage()));
		if (error instanceof ZmqHandlerException handling) {
			headers.put(ZmqHeaders.DEAD_LETTER_LISTENER, handling.handler());
		}
		keep(headers, ZmqHeaders.DEAD_LETTER_USER_ID, message, ZmqHeaders.USER_ID);
		keep(headers, ZmqHeaders.DEAD_LETTER_PEER_ADDRESS, message, ZmqHeaders.PEER_ADDRESS);
		return headers;
	}

	private static void keep(Map<String, String> headers, String name, ZmqMessage message, String original) {
		String value = message.headers().get(original);
		if (value != null) {
			headers.put(name, value);
		}
	}

	private static String abbreviate(@Nullable String text) {
		return (text != null) ? PrintableText.of(text, MOST_TEXT) : "";
	}

}
