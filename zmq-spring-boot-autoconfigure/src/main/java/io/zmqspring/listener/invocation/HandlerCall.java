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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import io.zmqspring.message.ZmqRejectedException;

/**
 * Calls a handler method. Its arguments were determined in advance.
 */
@FunctionalInterface
interface HandlerCall {

	/**
	 * Call the method.
	 * @param label the topic or pool
	 * @param payload the payload
	 * @param headers the headers of the message
	 * @return the return value of the method
	 * @throws Throwable the exception of the method; a {@link ZmqRejectedException} if
	 * the method was not called
	 */
	@Nullable Object make(String label, byte[] payload, Map<String, String> headers) throws Throwable;

	/**
	 * Return the call of a method. A call with one parameter, the usual case, creates no
	 * array.
	 * @param bean the bean
	 * @param method the method of the bean
	 * @param arguments the arguments of the method
	 * @return the call, which returns a {@code CompletionStage} if the method is a
	 * suspending function
	 */
	static HandlerCall of(Object bean, Method method, HandlerArguments arguments) {
		HandlerArgument[] sources = arguments.arguments();
		MethodHandle handle = handle(bean, method);
		if (arguments.isSuspending()) {
			int count = sources.length + 1;
			MethodHandle spreading = handle.asSpreader(Object[].class, count);
			return (label, payload, headers) -> SuspendingFunction.start(spreading,
					resolve(sources, count, label, payload, headers));
		}
		if (sources.length == 1) {
			HandlerArgument source = sources[0];
			return (label, payload,
					headers) -> (@Nullable Object) handle.invokeExact(resolve(source, label, payload, headers));
		}
		MethodHandle spreading = handle.asSpreader(Object[].class, sources.length);
		return (label, payload, headers) -> (@Nullable Object) spreading
			.invokeExact(resolve(sources, sources.length, label, payload, headers));
	}

	private static @Nullable Object[] resolve(HandlerArgument[] sources, int count, String label, byte[] payload,
			Map<String, String> headers) {
		@Nullable Object[] values = new Object[count];
		for (int i = 0; i < sources.length; i++) {
			values[i] = resolve(sources[i], label, payload, headers);
		}
		return values;
	}

	/**
	 * Return the handle of a method. All its parameters and its return value have the
	 * type {@code Object}.
	 * @param bean the bean
	 * @param method the method of the bean
	 * @return the handle, bound to the bean
	 */
	static MethodHandle handle(Object bean, Method method) {
		ReflectionUtils.makeAccessible(method);
		try {
			// Fixed arity: the payload of String... is the whole array, not its only
			// element
			MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
			MethodHandle bound = Modifier.isStatic(method.getModifiers()) ? handle : handle.bindTo(bean);
			return bound.asType(MethodType.genericMethodType(method.getParameterCount()));
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Method " + method + " was made accessible but is not", ex);
		}
	}

	/**
	 * Resolve an argument.
	 * @param source resolves the argument
	 * @param label the topic or pool
	 * @param payload the payload
	 * @param headers the headers of the message
	 * @return the argument
	 * @throws ZmqRejectedException if the argument cannot be resolved
	 */
	static @Nullable Object resolve(HandlerArgument source, String label, byte[] payload, Map<String, String> headers) {
		try {
			return source.resolve(label, payload, headers);
		}
		catch (ZmqRejectedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// Thrown by a converter or validator, so the handler was not called
			throw ZmqRejectedException.undecodable(ex);
		}
	}

}
