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
 * Handles those results of a controller's workers for which no request waits, and which
 * are not errors. Called on a thread of the pool, one result at a time. It may block, and
 * may make requests of the same pool and wait for them; other results wait meanwhile.
 *
 * @param <R> the type to which results are decoded
 * @since 0.1
 */
@FunctionalInterface
public interface ResultHandler<R> {

	/**
	 * Handle one result.
	 * @param pool the pool from which the result came
	 * @param result the result
	 * @throws Exception if the result cannot be handled; it is counted as failed and
	 * reported to the {@link ZmqErrorHandler}
	 */
	void handle(String pool, R result) throws Exception;

}
