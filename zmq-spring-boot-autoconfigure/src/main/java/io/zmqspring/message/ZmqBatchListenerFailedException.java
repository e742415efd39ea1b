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
 * Thrown by a batch listener that could not handle one element of its list. The elements
 * before it count as handled. It alone is retried or fails, with the cause of this
 * exception as the error, and those after it are delivered again in the next call.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqBatchListenerFailedException extends ZmqException {

	private final int index;

	/**
	 * Create the exception.
	 * @param message what has failed
	 * @param index the index of the failed element in the list of this call
	 */
	public ZmqBatchListenerFailedException(String message, int index) {
		this(message, null, index);
	}

	/**
	 * Create the exception.
	 * @param message what has failed
	 * @param cause why it has failed
	 * @param index the index of the failed element in the list of this call
	 */
	public ZmqBatchListenerFailedException(String message, @Nullable Throwable cause, int index) {
		super(message + " (element " + index + " of the batch)", cause);
		this.index = index;
	}

	/**
	 * The failed element.
	 * @return its index in the list of the call; if it is not an index of that list, the
	 * whole batch has failed
	 */
	public int index() {
		return this.index;
	}

}
