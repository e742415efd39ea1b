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

import io.zmqspring.support.PrintableText;

/**
 * Reported if a handler has thrown an exception or an {@code Error}, which is the cause.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqHandlerException extends ZmqException {

	private final String handler;

	/**
	 * Create the exception.
	 * @param handler the id of the listener or a description of the handler
	 * @param topic the topic of the message it was handling, empty if it has none
	 * @param cause the exception of the handler
	 */
	public ZmqHandlerException(String handler, String topic, Throwable cause) {
		super("Handler '" + handler + "' failed"
				+ (topic.isEmpty() ? "" : " on a message of topic '" + PrintableText.of(topic) + "'"), cause);
		this.handler = handler;
	}

	/**
	 * The handler that has thrown the exception.
	 * @return the id of the listener or a description of the handler
	 */
	public String handler() {
		return this.handler;
	}

}
