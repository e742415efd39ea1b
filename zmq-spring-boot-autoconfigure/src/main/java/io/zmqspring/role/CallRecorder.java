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

import org.jspecify.annotations.Nullable;

/**
 * Records how long the calls of a handler take. Called from any thread, also from several
 * at the same time.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CallRecorder {

	/**
	 * Record calls.
	 * @param nanos how long each call took, in nanoseconds; for an asynchronous handler
	 * until its result was complete
	 * @param times the number of calls, at least one
	 * @param exception the simple name of the exception they threw, {@code null} if none
	 */
	void record(long nanos, long times, @Nullable String exception);

}
