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

import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletionStage;

import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.future.FutureKt;
import org.jspecify.annotations.Nullable;

/**
 * Calls suspending functions of Kotlin. Loaded only if kotlinx-coroutines is on the class
 * path.
 */
final class SuspendingFunction {

	private SuspendingFunction() {
	}

	/**
	 * Start a function as a coroutine. It runs on this thread until it suspends for the
	 * first time, and then on the thread that resumes it.
	 * @param function the function, which takes an array of its arguments
	 * @param arguments its arguments; the last element is still to be set
	 * @return its result, {@code null} instead of {@code Unit}; cancelling it cancels the
	 * coroutine
	 */
	static CompletionStage<?> start(MethodHandle function, @Nullable Object[] arguments) {
		CompletionStage<?> result = FutureKt.future(GlobalScope.INSTANCE,
				EmptyCoroutineContext.INSTANCE.plus(Dispatchers.getUnconfined()), CoroutineStart.UNDISPATCHED,
				(scope, continuation) -> {
					arguments[arguments.length - 1] = continuation;
					return call(function, arguments);
				});
		return new DependentStage(result, (value) -> (value != Unit.INSTANCE) ? value : null);
	}

	private static @Nullable Object call(MethodHandle function, @Nullable Object[] arguments) {
		try {
			return (@Nullable Object) function.invokeExact(arguments);
		}
		catch (Throwable ex) {
			throw SuspendingFunction.<RuntimeException>unchecked(ex);
		}
	}

	// Kotlin has no checked exceptions
	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T unchecked(Throwable ex) throws T {
		throw (T) ex;
	}

}
