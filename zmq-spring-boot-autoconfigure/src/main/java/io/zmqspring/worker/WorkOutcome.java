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

package io.zmqspring.worker;

import org.jspecify.annotations.Nullable;

/**
 * Receives the outcome of an item of work.
 */
@FunctionalInterface
interface WorkOutcome {

	/**
	 * The item has ended, and was not abandoned before.
	 * @param result what the handler returned
	 * @param error the exception it threw instead
	 */
	void ended(@Nullable Object result, @Nullable Throwable error);

	/**
	 * The item was abandoned before it ended.
	 * @param why the reason
	 */
	default void abandoned(Throwable why) {
	}

	/**
	 * The identity of the item.
	 * @return the identity, {@code null} if it has none
	 */
	default @Nullable WorkId id() {
		return null;
	}

}
