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

package io.zmqspring.handler;

/**
 * Handles dead letters: items of work that are not sent again because no result arrived
 * ({@code delivery: at-least-once}). Called once for each item. Define a bean of this
 * type to keep the items; the default logs them. Called on the thread that sends the
 * pool's work or closes the controller, which waits until the call returns. To try an
 * item again, send its work again.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ZmqDeadLetterHandler {

	/**
	 * Handle a dead letter.
	 * @param letter the item
	 */
	void handle(ZmqDeadLetter letter);

}
