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

/**
 * Thrown if a payload cannot be encoded, or if bytes cannot be decoded to the expected
 * type.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqConversionException extends ZmqException {

	/**
	 * Create the exception.
	 * @param message the description of the problem, and what to do
	 */
	public ZmqConversionException(String message) {
		super(message);
	}

	/**
	 * Create the exception.
	 * @param message the description of the problem, and what to do
	 * @param cause the cause, {@code null} if there is none
	 */
	public ZmqConversionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
