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

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * The value that a handler method returns. A listener returns nothing, or the promise of
 * nothing, because nobody receives its value; a work handler returns the result.
 *
 * @param method the method
 */
record ReturnedValue(ListenerMethod method) {

	private static final String UNIT = "kotlin.Unit";

	/**
	 * Refuse a method that returns a value.
	 * @throws ZmqConfigurationException if the method returns a value, or has
	 * {@code @SendTo}
	 */
	void refuse() {
		refuseSendTo();
		if (isPresent()) {
			throw this.method.refused("returns " + type() + ", but nobody receives the value of a listener",
					"Return void, or CompletionStage<Void> or Mono<Void> if it is asynchronous, and publish the value"
							+ " with ZmqTemplate");
		}
	}

	/**
	 * Refuse {@code @SendTo}.
	 * @throws ZmqConfigurationException if the method has it, or its class has it and the
	 * method returns a value
	 */
	void refuseSendTo() {
		if (AnnotatedElementUtils.hasAnnotation(this.method.method(), SendTo.class)
				|| (isPresent() && AnnotatedElementUtils.hasAnnotation(this.method.targetClass(), SendTo.class))) {
			throw this.method.refused("has @SendTo, which is not supported",
					"Remove @SendTo, and publish the value with ZmqTemplate; the value of a work handler is its result"
							+ " and needs no annotation");
		}
	}

	/**
	 * The type that the method returns.
	 * @return the type, with type variables resolved
	 */
	ResolvableType type() {
		return this.method.returnType();
	}

	/**
	 * Whether the method returns a value, now or later.
	 * @return {@code false} if it returns nothing, or a promise of nothing or of an
	 * unknown value
	 */
	boolean isPresent() {
		ResolvableType type = type();
		Class<?> returned = type.resolve(Object.class);
		if (CompletionStage.class.isAssignableFrom(returned)) {
			return isValue(type.as(CompletionStage.class).getGeneric().resolve());
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
		if (adapter != null) {
			return !adapter.isNoValue() && isValue(type.getGeneric().resolve());
		}
		return isValue(returned);
	}

	// An unknown type is that of CompletionStage<?>: the method declares no value
	private static boolean isValue(@Nullable Class<?> type) {
		return type != null && type != void.class && type != Void.class && !type.getName().equals(UNIT);
	}

}
