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

package io.zmqspring.role;

/**
 * Is called before a role sends a message, and decides what happens instead. Tests inject
 * faults with it: without an interceptor, sending costs the same as before. Must be safe
 * for any number of threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SendInterceptor {

	/**
	 * Called before a message is sent, on the thread that sends it.
	 * @param message the message
	 * @throws QueueFullException to let a publisher act as if the queue of a subscriber
	 * were full
	 * @throws RuntimeException to let sending fail
	 */
	void beforeSend(ObservedMessage message);

	/**
	 * Tells a publisher to act as if the queue of a subscriber were full: by its
	 * {@code overflow}, it drops and counts the message, or refuses it. With
	 * {@code overflow: block} the interceptor has waited for the send time-out before.
	 */
	final class QueueFullException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		/**
		 * Create the exception.
		 */
		public QueueFullException() {
			super("The queue of a subscriber is full");
		}

	}

}
