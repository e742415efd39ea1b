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

package io.zmqspring.support;

/**
 * Waits between two calls of a handler for the same message, on the thread that calls the
 * handler. The wait is not part of a call: a pause does not wait for it, and a stop ends
 * it.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface BackOffWait {

	/**
	 * Wait until the handler is called again. An interrupt does not end the wait.
	 * @param due when to call it
	 * @return what to do then
	 */
	Next await(Deadline due);

	/**
	 * What to do after a wait.
	 */
	enum Next {

		/** Call the handler. */
		CALL,

		/**
		 * Keep the failed call: the handler must not be called now, and the thread has
		 * other work.
		 */
		HOLD,

		/** Give up: the handler, or its role, is being stopped. */
		END

	}

}
