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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.PrintableText;

/**
 * Publishes the messages that listeners could not handle: the original payload, with the
 * reason in the headers {@code zmq_dead_letter_…}. A dead letter that fails again is not
 * published again. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class DeadLetters {

	private static final Log logger = LogFactory.getLog(DeadLetters.class);

	private static final int MOST_TEXT = 1000;

	private final SingletonSupplier<ZmqPublisher> publisher;

	private final String topic;

	/**
	 * Create the dead letters.
	 * @param publisher supplies the publisher, called once
	 * @param topic the topic to which dead letters are published
	 */
	public DeadLetters(Supplier<ZmqPublisher> publisher, String topic) {
		this.publisher = SingletonSupplier.of(publisher);
		this.topic = topic;
	}

	/**
	 * Check that the publisher can send the reason of a dead letter.
	 * @throws ZmqConfigurationException if the publisher does not exist or sends no
	 * headers
	 */
	public void check() {
		ZmqPublisher found = this.publisher.obtain();
		if (!found.settings().headers()) {
			throw new ZmqConfigurationException(
					"zmq.listener.dead-letter.publisher names '" + found.name()
							+ "', which sends no headers, but dead letters carry their reason in headers",
					"Set zmq.publishers." + found.name() + ".headers and headers of its subscribers to true");
		}
	}

	/**
	 * Return an error handler that publishes the message as a dead letter and then calls
	 * another error handler.
	 * @param next the other error handler
	 * @return the error handler
	 */
	ZmqErrorHandler before(ZmqErrorHandler next) {
		return (message, error) -> {
			publish(message, error);
			next.handle(message, error);
		};
	}

	private void publish(ZmqMessage message, ZmqException error) {
		if (message.headers().containsKey(ZmqHeaders.DEAD_LETTER_TOPIC) || !hasReachedAListener(error)) {
			return;
		}
		try {
			Map<String, String> reason = reason(message, error);
			try {
				Map<String, String> headers = new HashMap<>(message.headers());
				headers.putAll(reason);
				this.publisher.obtain().publish(message.payload(), this.topic, headers);
			}
			catch (IllegalArgumentException ex) {
				// All headers together exceed the limits of a message
				this.publisher.obtain().publish(message.payload(), this.topic, reason);
			}
		}
		catch (RuntimeException ex) {
			logger.error("A message of topic '" + PrintableText.of(message.topic())
					+ "' could not be published as a dead letter", FailureText.forLog(ex, logger));
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
		return headers;
	}

	private static String abbreviate(@Nullable String text) {
		return (text != null) ? PrintableText.of(text, MOST_TEXT) : "";
	}

}
