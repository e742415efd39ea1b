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

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;

/**
 * Calls a handler again after an exception, on the same thread, with Spring's
 * {@link RetryTemplate}. A call that succeeds does not use the template. Failures of
 * asynchronous results and rejected messages are not retried.
 */
final class RetryingInvocation {

	private final RetryTemplate template;

	RetryingInvocation(RetryPolicy policy) {
		this.template = new RetryTemplate(policy);
	}

	/**
	 * Whether another call may succeed.
	 * @param failure the exception of the last call
	 * @return {@code false} for errors, interrupts and messages that cannot be read
	 */
	static boolean mayPass(Throwable failure) {
		return failure instanceof Exception && !(failure instanceof InterruptedException)
				&& !(failure instanceof ZmqRejectedException);
	}

	HandlerInvocation around(HandlerInvocation handler) {
		return (handler instanceof HandlerInvocation.Single single) ? around(single)
				: around((HandlerInvocation.Batch) handler);
	}

	HandlerInvocation.Single around(HandlerInvocation.Single handler) {
		return (topic, payload, headers) -> {
			try {
				return handler.invoke(topic, payload, headers);
			}
			catch (Throwable ex) {
				return again(ex, () -> handler.invoke(topic, payload, headers));
			}
		};
	}

	private HandlerInvocation.Batch around(HandlerInvocation.Batch handler) {
		return new HandlerInvocation.Batch() {

			@Override
			public @Nullable Object element(ZmqMessage message) {
				return handler.element(message);
			}

			@Override
			public @Nullable CompletionStage<?> invoke(List<@Nullable Object> elements) throws Throwable {
				try {
					return handler.invoke(elements);
				}
				catch (Throwable ex) {
					return again(ex, () -> handler.invoke(elements));
				}
			}

		};
	}

	private @Nullable CompletionStage<?> again(Throwable first, Call call) throws Throwable {
		if (!mayPass(first)) {
			throw first;
		}
		try {
			return this.template.execute(new CallAgain(first, call));
		}
		catch (RetryException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * A call of a handler.
	 */
	@FunctionalInterface
	private interface Call {

		@Nullable CompletionStage<?> make() throws Throwable;

	}

	/**
	 * A call whose first attempt has been made.
	 */
	private static final class CallAgain implements Retryable<@Nullable CompletionStage<?>> {

		private final Call call;

		private @Nullable Throwable first;

		CallAgain(Throwable first, Call call) {
			this.first = first;
			this.call = call;
		}

		@Override
		public @Nullable CompletionStage<?> execute() throws Throwable {
			Throwable made = this.first;
			if (made != null) {
				this.first = null;
				throw made;
			}
			return this.call.make();
		}

	}

}
