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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessage;

/**
 * Calls a handler method, with one message or with a batch, and recognises asynchronous
 * results.
 *
 * @since 0.1
 */
public final class HandlerMethodInvocation {

	private HandlerMethodInvocation() {
	}

	/**
	 * Return the invocation of a method, with batches if it has a single {@code List}
	 * parameter.
	 * @param bean the bean
	 * @param method the method of the bean
	 * @param arguments the arguments of the method
	 * @param destination where the results go, {@code null} if the method returns none
	 * @return the invocation
	 * @throws ZmqConfigurationException if a parameter cannot be resolved, or the method
	 * returns a value without a destination
	 */
	public static HandlerInvocation of(Object bean, Method method, HandlerArguments arguments,
			@Nullable ResultDestination destination) {
		return arguments.isBatch() ? new Batches(BatchCall.of(bean, method, arguments), arguments.batchElement(),
				arguments.returned().handling(destination)) : single(bean, method, arguments, destination);
	}

	/**
	 * Return the invocation of a method with one message at a time.
	 * @param bean the bean
	 * @param method the method of the bean
	 * @param arguments the arguments of the method
	 * @param destination where the results go, {@code null} if the method returns none
	 * @return the invocation
	 * @throws ZmqConfigurationException if a parameter cannot be resolved, or the method
	 * returns a value without a destination
	 */
	public static HandlerInvocation.Single single(Object bean, Method method, HandlerArguments arguments,
			@Nullable ResultDestination destination) {
		return new Singles(HandlerCall.of(bean, method, arguments), arguments.returned().handling(destination));
	}

	/**
	 * Return the invocation of a method that processes work.
	 * @param bean the bean
	 * @param method the method of the bean
	 * @param arguments the arguments of the method
	 * @return the invocation
	 * @throws ZmqConfigurationException if a parameter cannot be resolved
	 */
	public static WorkInvocation work(Object bean, Method method, HandlerArguments arguments) {
		arguments.returned().refuseSendTo();
		HandlerCall call = HandlerCall.of(bean, method, arguments);
		ResolvableType declared = arguments.returned().type();
		AsyncResult result = AsyncResult.ofValue(declared.resolve(Object.class));
		ResultType type = ResultType.of(declared);
		return (work, headers) -> {
			Object returned = call.make("", work, headers);
			CompletionStage<?> stage = result.stage(returned);
			return (stage != null) ? type.ofStage(stage) : type.of(returned);
		};
	}

	/**
	 * Calls with one message.
	 *
	 * @param call calls the method
	 * @param result what is done with the return value
	 */
	private record Singles(HandlerCall call, AsyncResult result) implements HandlerInvocation.Single {

		@Override
		public @Nullable CompletionStage<?> invoke(String topic, byte[] payload, Map<String, String> headers)
				throws Throwable {
			return this.result.stage(this.call.make(topic, payload, headers));
		}

	}

	/**
	 * Calls with a list of messages.
	 *
	 * @param call calls the method
	 * @param element converts a message to an element
	 * @param result what is done with the return value
	 */
	private record Batches(BatchCall call, HandlerArgument element,
			AsyncResult result) implements HandlerInvocation.Batch {

		@Override
		public @Nullable Object element(ZmqMessage message) {
			return HandlerCall.resolve(this.element, message.topic(), message.payload(), message.headers());
		}

		@Override
		public @Nullable CompletionStage<?> invoke(List<@Nullable Object> elements) throws Throwable {
			return this.result.stage(this.call.make(elements));
		}

	}

}
