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

package io.zmqspring.listener.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The result of a step that follows an asynchronous result. Cancelling it cancels the
 * asynchronous result, and the step is not made.
 */
final class DependentStage extends CompletableFuture<@Nullable Object> {

	private final CompletionStage<?> source;

	DependentStage(CompletionStage<?> source, Function<@Nullable Object, @Nullable Object> step) {
		this.source = source;
		source.whenComplete((value, error) -> {
			if (error != null) {
				completeExceptionally(error);
			}
			else if (!isDone()) {
				follow(value, step);
			}
		});
	}

	private void follow(@Nullable Object value, Function<@Nullable Object, @Nullable Object> step) {
		try {
			complete(step.apply(value));
		}
		catch (Throwable ex) {
			completeExceptionally(ex);
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		// First this one: the completion of the source makes no further step
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		this.source.toCompletableFuture().cancel(mayInterruptIfRunning);
		return cancelled;
	}

}
