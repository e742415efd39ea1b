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

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.lang.Contract;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

import io.zmqspring.message.TypedPayload;

/**
 * Adds the declared type of a result, or of the payload of a message, to the result, so
 * that a converter can write the type information of elements. Only types that may make a
 * difference are added.
 */
record ResultType(@Nullable ResolvableType type) {

	/**
	 * Return the type of the results of a method.
	 * @param returned what the method returns, which may be asynchronous
	 * @return the type
	 */
	static ResultType of(ResolvableType returned) {
		return declared(value(returned));
	}

	/**
	 * Return the type of the messages that the results of a method become: that of the
	 * elements, if the results are collections.
	 * @param returned what the method returns, which may be asynchronous
	 * @return the type
	 */
	static ResultType ofMessages(ResolvableType returned) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance()
			.getAdapter(returned.resolve(Object.class));
		return declared(element((adapter != null) ? argument(returned, adapter.getReactiveType()) : value(returned)));
	}

	private static ResultType declared(ResolvableType declared) {
		ResolvableType payload = Message.class.isAssignableFrom(declared.toClass()) ? argument(declared, Message.class)
				: declared;
		return new ResultType(mayMatter(payload) ? payload : null);
	}

	private static ResolvableType element(ResolvableType value) {
		Class<?> raw = value.resolve(Object.class);
		if (raw == Optional.class) {
			return value.getGeneric();
		}
		return Collection.class.isAssignableFrom(raw) ? argument(value, Collection.class) : value;
	}

	// The argument may be a variable of the subtype, which a converter cannot resolve
	private static ResolvableType argument(ResolvableType subtype, Class<?> generic) {
		ResolvableType argument = subtype.as(generic).getGeneric();
		return argument.hasGenerics() ? ResolvableType.forClassWithGenerics(argument.toClass(), argument.getGenerics())
				: argument;
	}

	private static ResolvableType value(ResolvableType returned) {
		Class<?> raw = returned.resolve(Object.class);
		if (CompletionStage.class.isAssignableFrom(raw)) {
			return argument(returned, CompletionStage.class);
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(raw);
		if (adapter == null) {
			return returned;
		}
		ResolvableType element = argument(returned, adapter.getReactiveType());
		return adapter.isMultiValue() ? ResolvableType.forClassWithGenerics(List.class, element) : element;
	}

	private static boolean mayMatter(ResolvableType type) {
		if (type.hasUnresolvableGenerics() || type.resolve() == null
				|| Message.class.isAssignableFrom(type.toClass())) {
			return false;
		}
		for (ResolvableType generic : type.getGenerics()) {
			Class<?> raw = generic.toClass();
			boolean own = !raw.getName().startsWith("java.");
			if ((own && !Modifier.isFinal(raw.getModifiers())) || mayMatter(generic)) {
				return true;
			}
		}
		return type.isArray() && mayMatter(type.getComponentType());
	}

	/**
	 * Add the type to an asynchronous result.
	 * @param result the result
	 * @return completes with the result and its type
	 */
	CompletionStage<?> ofStage(CompletionStage<?> result) {
		return (this.type != null) ? new DependentStage(result, this::of) : result;
	}

	/**
	 * Add the type, to the payload if the result is a message.
	 * @param result the result
	 * @return the result with its type, or the result itself if the type makes no
	 * difference
	 */
	@Contract("!null -> !null")
	@Nullable Object of(@Nullable Object result) {
		if (this.type == null) {
			return result;
		}
		if (result instanceof Message<?> message && this.type.toClass().isInstance(message.getPayload())) {
			return new GenericMessage<>(new TypedPayload(message.getPayload(), this.type.getType()),
					message.getHeaders());
		}
		return this.type.toClass().isInstance(result) ? new TypedPayload(result, this.type.getType()) : result;
	}

}
