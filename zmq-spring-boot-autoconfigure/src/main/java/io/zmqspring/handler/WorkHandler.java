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

import org.jspecify.annotations.Nullable;

/**
 * Does the work of a worker. Called on as many threads at once as the worker's
 * {@code concurrency} says.
 *
 * @param <W> the type work is read as
 * @since 0.1
 */
@FunctionalInterface
public interface WorkHandler<W> {

	/**
	 * Do one item of work.
	 * @param work the work
	 * @return the result to push; {@code null} to push none; a {@code CompletionStage} to
	 * push its value when it completes
	 * @throws Exception to have the item counted as failed and reported to the
	 * {@link ZmqErrorHandler}; no result is pushed
	 */
	@Nullable Object handle(W work) throws Exception;

}
