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
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * The value that a handler method returns. That of a listener is published if it has a
 * destination; otherwise the listener returns nothing, or the promise of nothing. A work
 * handler returns the result.
 *
 * @param method the method
 */
record ReturnedValue(ListenerMethod method) {

	private static final String UNIT = "kotlin.Unit";

	private static final String FLOW = "kotlinx.coroutines.flow.Flow";

	/**
	 * Return what is done with the value of a listener.
	 * @param destination where it goes, {@code null} if it goes nowhere
	 * @return publishes the value, or waits for its promise
	 * @throws ZmqConfigurationException if the method returns a value that goes nowhere,
	 * or that cannot be published
	 */
	AsyncResult handling(@Nullable ResultDestination destination) {
		refuseUnknownPromise();
		Class<?> returnType = type().resolve(Object.class);
		if (destination != null) {
			return AsyncResult.publishing(returnType, new PublishedResults(destination, ResultType.ofMessages(type())));
		}
		if (isPresent()) {
			throw this.method.refused("returns " + type() + ", but nobody receives the value of a listener",
					"Add @SendTo(\"<topic>\") or @SendTo(\"<publisher>/<topic>\") to publish it, or return void, or"
							+ " CompletionStage<Void> or Mono<Void> if it is asynchronous");
		}
		return AsyncResult.of(returnType);
	}

	/**
	 * Refuse {@code @SendTo} of a work handler.
	 * @throws ZmqConfigurationException if the method has it, or its class has it and the
	 * method returns a value
	 */
	void refuseSendTo() {
		refuseUnknownPromise();
		if (AnnotatedElementUtils.hasAnnotation(this.method.method(), SendTo.class)
				|| (isPresent() && AnnotatedElementUtils.hasAnnotation(this.method.targetClass(), SendTo.class))) {
			throw this.method.refused("has @SendTo, but its worker sends the value to the controller",
					"Remove @SendTo; a @ZmqResultListener of the controller with @SendTo can publish results");
		}
	}

	// The object would be sent instead of its value
	private void refuseUnknownPromise() {
		Class<?> returned = type().resolve(Object.class);
		boolean reactive = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned) != null;
		boolean stage = CompletionStage.class.isAssignableFrom(returned);
		if (this.method.isSuspending() && (reactive || stage)) {
			throw this.method.refused("is a suspending function that returns " + type(),
					"Remove 'suspend', or return the value itself");
		}
		if (!reactive && !stage && Future.class.isAssignableFrom(returned)) {
			throw this.method.refused("returns " + type() + ", whose value nobody can wait for without a thread",
					"Return a CompletionStage");
		}
		if (!reactive && returned.getName().equals(FLOW)) {
			throw this.method.refused("returns a Flow, which needs kotlinx-coroutines-reactor, but that is absent",
					"Add org.jetbrains.kotlinx:kotlinx-coroutines-reactor, or return a List");
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
