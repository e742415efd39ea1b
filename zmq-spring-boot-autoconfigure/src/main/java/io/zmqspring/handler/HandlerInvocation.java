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

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqMessage;

/**
 * Calls a handler, with one message at a time or with batches. Called on the thread that
 * handles the messages.
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
		 * @return a stage that completes when an asynchronous handler has finished,
		 * {@code null} if the handler has already finished
		 * @throws Throwable the exception of the handler; a
		 * {@link io.zmqspring.message.ZmqRejectedException} if the handler was not called
		 */
		@Nullable CompletionStage<?> invoke(String topic, byte[] payload, Map<String, String> headers) throws Throwable;

		/**
		 * Return the invocation of a handler that receives undecoded messages.
		 * @param handler the handler
		 * @return the invocation
		 */
		static Single of(ZmqMessageHandler<byte[]> handler) {
			return (topic, payload, headers) -> {
				handler.handle(topic, payload);
				return null;
			};
		}

		/**
		 * Return the invocation of a handler that receives decoded messages.
		 * @param decoder decodes the messages
		 * @param handler the handler
		 * @param <T> the type to which messages are decoded
		 * @return the invocation
		 */
		@SuppressWarnings("unchecked")
		static <T> Single of(PayloadCodec.Decoder decoder, ZmqMessageHandler<? super T> handler) {
			return (topic, payload, headers) -> {
				handler.handle(topic, (T) decoder.decodeOrReject(payload));
				return null;
			};
		}

	}

	/**
	 * Calls a handler with all waiting messages, up to a limit.
	 */
	non-sealed interface Batch extends HandlerInvocation {

		/**
		 * Convert one message to an element of a batch.
		 * @param message the message
		 * @return the element
		 * @throws io.zmqspring.message.ZmqRejectedException if the message cannot be
		 * converted
		 */
		@Nullable Object element(ZmqMessage message);

		/**
		 * Call the handler.
		 * @param elements the batch, at least one element
		 * @return see {@link Single#invoke}
		 * @throws Throwable the exception of the handler
		 */
		@Nullable CompletionStage<?> invoke(List<@Nullable Object> elements) throws Throwable;

	}

}
