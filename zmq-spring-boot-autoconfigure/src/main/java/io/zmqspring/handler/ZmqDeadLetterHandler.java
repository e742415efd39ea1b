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
 * Hears once of every item of work that was given up ({@code delivery: at-least-once}).
 * Define a bean of this type to keep them; the default logs. Called on the thread that
 * hands out the pool's work, which waits for it. To try an item once more, send its work
 * again.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ZmqDeadLetterHandler {

	/**
	 * Take an item that was given up.
	 * @param letter the item
	 */
	void handle(ZmqDeadLetter letter);

}
