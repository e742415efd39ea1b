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
 * Hears of what a role has that can be measured, when it is observed and whenever there
 * is more. May be called from any thread, and about the same thing more than once; what
 * it throws is logged and does no harm.
 *
 * @since 0.1
 */
public interface RoleObserver {

	/**
	 * There is a handler.
	 * @param id its id; several handlers may share one
	 * @return told how long its calls take; {@code null} to have them not timed
	 */
	@Nullable CallRecorder handlerAdded(String id);

	/**
	 * The calls of a handler are held against the budget of a latency class.
	 * @param id its id
	 * @see ZmqStatistics#overruns()
	 */
	void overrunsCounted(String id);

	/**
	 * There is no handler of an id any more.
	 * @param id the id
	 */
	void handlerRemoved(String id);

	/**
	 * There are failures of a kind.
	 * @param exception the simple name of what was thrown
	 * @see ZmqStatistics#failures()
	 */
	void failureAdded(String exception);

	/**
	 * The role is gone, or has another observer now.
	 */
	void ended();

}
