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

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.util.ClassUtils;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * A handler method and the class of its bean, with which its type variables are resolved.
 *
 * @param method the method
 * @param targetClass the class of the bean, without proxies
 * @since 0.1
 */
public record ListenerMethod(Method method, Class<?> targetClass) {

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	/**
	 * Whether the method is a suspending function of Kotlin, whose last parameter is a
	 * {@code Continuation} of its result.
	 * @return {@code true} if it is one
	 */
	boolean isSuspending() {
		Class<?>[] types = this.method.getParameterTypes();
		return types.length > 0 && types[types.length - 1].getName().equals(CONTINUATION);
	}

	/**
	 * Refuse a suspending function if nothing can call it.
	 * @throws ZmqConfigurationException if kotlinx-coroutines is absent
	 */
	void checkSuspending() {
		if (isSuspending()
				&& !ClassUtils.isPresent("kotlinx.coroutines.future.FutureKt", ListenerMethod.class.getClassLoader())) {
			throw refused("is a suspending function, which needs kotlinx-coroutines, but that is absent",
					"Add org.jetbrains.kotlinx:kotlinx-coroutines-core, or remove 'suspend'");
		}
	}

	/**
	 * Whether the method receives batches: its only parameter is a {@code List}.
	 * @return {@code true} for a batch method
	 */
	boolean isBatch() {
		return parameterCount() == 1 && this.method.getParameterTypes()[0] == List.class
				&& !new MethodParameter(this.method, 0).hasParameterAnnotation(Headers.class);
	}

	/**
	 * The number of parameters, without the continuation of a suspending function.
	 * @return the number
	 */
	int parameterCount() {
		return this.method.getParameterCount() - (isSuspending() ? 1 : 0);
	}

	MethodParameter parameter(int index) {
		return SynthesizingMethodParameter.forExecutable(this.method, index);
	}

	ResolvableType parameterType(int index) {
		return resolved(this.method.getGenericParameterTypes()[index]);
	}

	ResolvableType returnType() {
		return resolved(isSuspending() ? suspendedType() : this.method.getGenericReturnType());
	}

	// Of Continuation<? super T>
	private Type suspendedType() {
		Type continuation = this.method.getGenericParameterTypes()[parameterCount()];
		Type result = (continuation instanceof ParameterizedType type) ? type.getActualTypeArguments()[0]
				: Object.class;
		return (result instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 1)
				? wildcard.getLowerBounds()[0] : result;
	}

	// Not ResolvableType.forMethodParameter: its getType() keeps the type variables. Of a
	// variable alone, resolveType returns the class without its type arguments
	private ResolvableType resolved(Type type) {
		Type declared = (type instanceof TypeVariable<?>)
				? GenericTypeResolver.getTypeVariableMap(this.targetClass).getOrDefault(type, type) : type;
		return ResolvableType.forType(GenericTypeResolver.resolveType(declared, this.targetClass));
	}

	/**
	 * Create the exception for a method that is refused.
	 * @param problem the problem, a predicate of the method
	 * @param action what to do
	 * @return the exception
	 */
	ZmqConfigurationException refused(String problem, String action) {
		return new ZmqConfigurationException("The listener " + describe() + " " + problem, action);
	}

	String describe() {
		return this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName();
	}

}
