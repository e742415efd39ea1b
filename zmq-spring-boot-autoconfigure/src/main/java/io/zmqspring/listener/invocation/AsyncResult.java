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

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is done with the return value of a handler method. It recognises asynchronous
 * results: {@code CompletionStage}, and with Reactor on the class path every reactive
 * type that Spring supports.
 */
@FunctionalInterface
interface AsyncResult {

	/**
	 * Return the stage of a result.
	 * @param result the return value of the method
	 * @return the stage, {@code null} if the result is not asynchronous
	 */
	@Nullable CompletionStage<?> stage(@Nullable Object result);

	/**
	 * Return how to wait for results of a type, without their values.
	 * @param returnType the method's return type
	 * @return recognises results of the type
	 */
	static AsyncResult of(Class<?> returnType) {
		return of(returnType, false);
	}

	/**
	 * Return how to wait for results of a type and their values.
	 * @param returnType the method's return type
	 * @return recognises results of the type; several values become a list
	 */
	static AsyncResult ofValue(Class<?> returnType) {
		return of(returnType, true);
	}

	/**
	 * Return how to publish results of a type. Several values are published one by one,
	 * as soon as they are available.
	 * @param returnType the method's return type
	 * @param results publishes values
	 * @return publishes results that are available, and returns a stage that publishes
	 * those that are not
	 */
	static AsyncResult publishing(Class<?> returnType, PublishedResults results) {
		ReactiveAdapter adapter = reactiveAdapter(returnType);
		if (adapter != null) {
			return Reactive.publishing(adapter, results);
		}
		return (result) -> {
			if (result instanceof CompletionStage<?> stage) {
				Consumer<@Nullable Object> later = results.later();
				return new DependentStage(stage, (value) -> {
					later.accept(value);
					return null;
				});
			}
			results.publish(result);
			return null;
		};
	}

	private static AsyncResult of(Class<?> returnType, boolean valueWanted) {
		if (returnType == void.class) {
			return (result) -> null;
		}
		ReactiveAdapter adapter = reactiveAdapter(returnType);
		if (adapter != null) {
			return Reactive.result(adapter, valueWanted);
		}
		return (result) -> (result instanceof CompletionStage<?> stage) ? stage : null;
	}

	private static @Nullable ReactiveAdapter reactiveAdapter(Class<?> returnType) {
		return (!CompletionStage.class.isAssignableFrom(returnType)
				&& ClassUtils.isPresent("reactor.core.publisher.Flux", AsyncResult.class.getClassLoader()))
						? ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType) : null;
	}

	/**
	 * Uses Reactor; loaded only if Reactor is on the class path.
	 */
	final class Reactive {

		private Reactive() {
		}

		static AsyncResult result(ReactiveAdapter adapter, boolean valueWanted) {
			return (result) -> (result != null) ? mono(adapter, result, valueWanted).toFuture() : null;
		}

		static AsyncResult publishing(ReactiveAdapter adapter, PublishedResults results) {
			return (result) -> (result != null)
					? Flux.from(adapter.toPublisher(result)).doOnNext(step(results.later())).then().toFuture() : null;
		}

		// Reactor rethrows some errors, for example a StackOverflowError of a converter,
		// and the result would never complete
		private static Consumer<Object> step(Consumer<@Nullable Object> publishing) {
			return (value) -> {
				try {
					publishing.accept(value);
				}
				catch (Error ex) {
					throw new CompletionException(ex);
				}
			};
		}

		private static Mono<?> mono(ReactiveAdapter adapter, Object result, boolean valueWanted) {
			if (!valueWanted) {
				return Flux.from(adapter.toPublisher(result)).then();
			}
			return adapter.isMultiValue() ? Flux.from(adapter.toPublisher(result)).collectList()
					: Mono.from(adapter.toPublisher(result));
		}

	}

}
