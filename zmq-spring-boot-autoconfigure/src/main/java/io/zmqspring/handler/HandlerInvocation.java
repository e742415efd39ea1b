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

package io.zmqspring.handler;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqMessage;

/**
 * How a handler is called, one message at a time or in batches.
 *
 * @since 0.1
 */
public sealed interface HandlerInvocation {

	/**
	 * Calls a handler with one message.
	 */
	non-sealed interface Single extends HandlerInvocation {

		/**
		 * Call the handler.
		 * @param topic the topic
		 * @param payload the payload
		 * @param headers the headers it carried, unmodifiable
		 * @return completes when an asynchronous handler is done, {@code null} when it is
		 * done already
		 * @throws Throwable what the handler throws; a
		 * {@link io.zmqspring.message.ZmqRejectedException} if it was not reached
		 */
		@Nullable CompletionStage<?> invoke(String topic, byte[] payload, Map<String, String> headers) throws Throwable;

		/**
		 * Call a handler that takes messages as they come.
		 * @param handler the handler
		 * @return how it is called
		 */
		static Single of(ZmqMessageHandler handler) {
			return (topic, payload, headers) -> {
				handler.handle(topic, payload);
				return null;
			};
		}

	}

	/**
	 * Calls a handler with all the messages that wait, up to a bound.
	 */
	non-sealed interface Batch extends HandlerInvocation {

		/**
		 * Make one message an element of a batch.
		 * @param message the message
		 * @return the element
		 * @throws io.zmqspring.message.ZmqRejectedException if it cannot be one
		 */
		Object element(ZmqMessage message);

		/**
		 * Call the handler.
		 * @param elements the batch, at least one element
		 * @return see {@link Single#invoke}
		 * @throws Throwable what the handler throws
		 */
		@Nullable CompletionStage<?> invoke(List<Object> elements) throws Throwable;

	}

}
