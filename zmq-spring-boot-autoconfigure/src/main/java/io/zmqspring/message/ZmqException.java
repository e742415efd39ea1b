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

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.PrintableText;

/**
 * Base class of the exceptions of this library. Their messages are printable, whatever a
 * peer has sent: characters that a log viewer would interpret are escaped.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqException extends RuntimeException {

	private static final int LONGEST_MESSAGE = 4000;

	/**
	 * Create the exception.
	 * @param message the description of the problem, and what to do
	 */
	public ZmqException(String message) {
		super(PrintableText.of(message, LONGEST_MESSAGE));
	}

	/**
	 * Create the exception.
	 * @param message the description of the problem, and what to do
	 * @param cause the cause, {@code null} if there is none
	 */
	public ZmqException(String message, @Nullable Throwable cause) {
		super(PrintableText.of(message, LONGEST_MESSAGE), cause);
	}

}
