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
 * An item of work has failed: its worker has told so; with at-least-once, the item has no
 * result after the last attempt. Fails the request of the item. Reported to the error
 * handler of the controller if no request waits for the item of an at-most-once pool.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqWorkFailedException extends ZmqException {

	private final @Nullable String errorType;

	private final @Nullable String errorMessage;

	/**
	 * Create the exception.
	 * @param message the description of the failure, fit to be shown
	 * @param errorType the type of the error as the worker told it, if it did
	 * @param errorMessage the message of the error as the worker told it, if it did
	 */
	public ZmqWorkFailedException(String message, @Nullable String errorType, @Nullable String errorMessage) {
		super(message);
		this.errorType = errorType;
		this.errorMessage = errorMessage;
	}

	/**
	 * The type of the error: the class of the exception without its package, if the
	 * worker is of this library. Not escaped, unlike {@link #getMessage()}.
	 * @return what the worker told, {@code null} if no worker has told the type
	 */
	public @Nullable String errorType() {
		return this.errorType;
	}

	/**
	 * The message of the error. Not escaped, unlike {@link #getMessage()}.
	 * @return what the worker told, {@code null} if no worker has told the message
	 */
	public @Nullable String errorMessage() {
		return this.errorMessage;
	}

}
