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
import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Calls a handler method that takes batches.
 */
@FunctionalInterface
interface BatchCall {

	/**
	 * Call the method.
	 * @param elements the batch
	 * @return the return value of the method
	 * @throws Throwable the exception of the method
	 */
	@Nullable Object make(List<@Nullable Object> elements) throws Throwable;

	/**
	 * Return the call of a method.
	 * @param bean the bean
	 * @param method the method of the bean
	 * @param arguments the arguments of the method
	 * @return the call, which returns a {@code CompletionStage} if the method is a
	 * suspending function
	 */
	static BatchCall of(Object bean, Method method, HandlerArguments arguments) {
		MethodHandle handle = HandlerCall.handle(bean, method);
		if (arguments.isSuspending()) {
			MethodHandle spreading = handle.asSpreader(Object[].class, 2);
			return (elements) -> SuspendingFunction.start(spreading, new Object[] { elements, null });
		}
		return (elements) -> (@Nullable Object) handle.invokeExact((Object) elements);
	}

}
