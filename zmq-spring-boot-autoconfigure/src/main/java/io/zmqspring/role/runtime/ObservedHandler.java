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

package io.zmqspring.role.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.support.Threads;

/**
 * Calls a handler within the observation of its message. A batch has one observation and
 * continues no trace, because its messages may belong to many traces.
 *
 * @param observing creates the observations
 * @param operation the kind of handling
 * @param id the id of the handler
 * @since 0.1
 */
public record ObservedHandler(MessageObservations observing, MessageOperation operation, String id) {

	/**
	 * Wrap the invocation of a handler.
	 * @param spec the handler
	 * @param observing creates the observations
	 * @param operation the kind of handling
	 * @return the same handler with an observed invocation
	 */
	public static HandlerSpec of(HandlerSpec spec, MessageObservations observing, MessageOperation operation) {
		ObservedHandler observed = new ObservedHandler(observing, operation, spec.id());
		HandlerInvocation invocation = (spec.invocation() instanceof HandlerInvocation.Single single)
				? observed.single(single) : observed.batch((HandlerInvocation.Batch) spec.invocation());
		return new HandlerSpec(spec.id(), spec.patterns(), spec.concurrency(), invocation, spec.errorHandler());
	}

	private HandlerInvocation.Single single(HandlerInvocation.Single handler) {
		return (topic, payload, headers) -> {
			Observation observation = this.observing.begin(this.operation, topic, this.id, headers);
			return (observation != null) ? observe(observation, () -> handler.invoke(topic, payload, headers))
					: handler.invoke(topic, payload, headers);
		};
	}

	private HandlerInvocation.Batch batch(HandlerInvocation.Batch handler) {
		return new HandlerInvocation.Batch() {

			@Override
			public Object element(ZmqMessage message) {
				return handler.element(message);
			}

			@Override
			public @Nullable CompletionStage<?> invoke(List<Object> elements) throws Throwable {
				Observation observation = ObservedHandler.this.observing.begin(ObservedHandler.this.operation, "",
						ObservedHandler.this.id, Map.of());
				return (observation != null) ? observe(observation, () -> handler.invoke(elements))
						: handler.invoke(elements);
			}

		};
	}

	private static @Nullable CompletionStage<?> observe(Observation observation, Call call) throws Throwable {
		CompletionStage<?> stage;
		Observation.Scope scope = observation.openScope();
		try {
			stage = call.invoke();
		}
		catch (Throwable ex) {
			observation.error(ex);
			observation.stop();
			throw ex;
		}
		finally {
			scope.close();
		}
		if (stage == null) {
			observation.stop();
			return null;
		}
		return stage.whenComplete((result, error) -> {
			if (error != null) {
				observation.error(Threads.unwrap(error));
			}
			observation.stop();
		});
	}

	/**
	 * A call of a handler.
	 */
	@FunctionalInterface
	private interface Call {

		@Nullable CompletionStage<?> invoke() throws Throwable;

	}

}
