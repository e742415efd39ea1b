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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Calls a work handler.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface WorkInvocation {

	/**
	 * Call the handler.
	 * @param work the undecoded work
	 * @param headers the headers of the work, unmodifiable
	 * @return its result, a {@code CompletionStage} or {@code null}
	 * @throws Throwable the exception of the handler; a
	 * {@link io.zmqspring.message.ZmqRejectedException} if the handler was not called
	 */
	@Nullable Object invoke(byte[] work, Map<String, String> headers) throws Throwable;

	/**
	 * The error handler of the handler.
	 * @return the error handler, {@code null} for that of the worker
	 */
	default @Nullable ZmqErrorHandler errorHandler() {
		return null;
	}

	/**
	 * Return this invocation with another error handler.
	 * @param errorHandler the error handler, {@code null} for that of the worker
	 * @return the invocation
	 */
	default WorkInvocation reportingTo(@Nullable ZmqErrorHandler errorHandler) {
		WorkInvocation invocation = this;
		return new WorkInvocation() {

			@Override
			public @Nullable Object invoke(byte[] work, Map<String, String> headers) throws Throwable {
				return invocation.invoke(work, headers);
			}

			@Override
			public @Nullable ZmqErrorHandler errorHandler() {
				return errorHandler;
			}

		};
	}

}
