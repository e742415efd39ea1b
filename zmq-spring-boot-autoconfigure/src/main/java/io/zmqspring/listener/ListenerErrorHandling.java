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

package io.zmqspring.listener;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.retry.RetryPolicy;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.ZmqErrorHandler;

/**
 * Handles exceptions of listeners before the error handler is called: calls the listener
 * again, then publishes the message as a dead letter.
 *
 * @since 0.1
 */
public final class ListenerErrorHandling implements SmartInitializingSingleton {

	private final @Nullable RetryingInvocation retrying;

	private final @Nullable DeadLetters deadLetters;

	private final Supplier<ZmqErrorHandler> errorHandler;

	/**
	 * Create the handling of errors.
	 * @param retry when to call a listener again, {@code null} to never call it again
	 * @param deadLetters publishes messages that could not be handled, {@code null} to
	 * publish none
	 * @param errorHandler supplies the error handler of listeners that specify none
	 */
	public ListenerErrorHandling(RetryPolicy.@Nullable Builder retry, @Nullable DeadLetters deadLetters,
			Supplier<ZmqErrorHandler> errorHandler) {
		this.retrying = (retry != null) ? new RetryingInvocation(retry.predicate(RetryingInvocation::mayPass).build())
				: null;
		this.deadLetters = deadLetters;
		this.errorHandler = errorHandler;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.deadLetters != null) {
			this.deadLetters.check();
		}
	}

	HandlerInvocation retrying(HandlerInvocation handler) {
		return (this.retrying != null) ? this.retrying.around(handler) : handler;
	}

	/**
	 * Return the error handler of a listener.
	 * @param own the error handler that the listener specifies, if any
	 * @return the error handler, {@code null} for that of its subscriber
	 */
	@Nullable ZmqErrorHandler errorHandler(@Nullable ZmqErrorHandler own) {
		if (this.deadLetters == null) {
			return own;
		}
		return this.deadLetters.before((own != null) ? own : this.errorHandler.get());
	}

}
