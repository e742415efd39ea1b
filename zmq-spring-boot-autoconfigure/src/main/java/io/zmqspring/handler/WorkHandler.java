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
 * Processes the items of a worker. May be called on several threads at the same time, up
 * to the worker's {@code concurrency}.
 *
 * @param <W> the type to which work is decoded
 * @since 0.1
 */
@FunctionalInterface
public interface WorkHandler<W> {

	/**
	 * Process one item of work.
	 * @param work the work
	 * @return the result to send; {@code null} to send none; a {@code CompletionStage} to
	 * send its value when it completes
	 * @throws Exception if the item cannot be processed; it is counted as failed and
	 * reported to the {@link ZmqErrorHandler}, and the controller is told the error
	 */
	@Nullable Object handle(W work) throws Exception;

}
