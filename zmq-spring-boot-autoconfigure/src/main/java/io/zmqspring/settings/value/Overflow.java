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

package io.zmqspring.settings.value;

/**
 * What a publisher does when the queue of a subscriber is full.
 *
 * @since 0.1
 */
public enum Overflow {

	/** Drop the message for that subscriber and count it; others still receive it. */
	DROP,

	/**
	 * Wait at most {@code send-timeout} for space in the queue, then throw an exception.
	 */
	BLOCK,

	/** Throw an exception immediately. */
	FAIL

}
