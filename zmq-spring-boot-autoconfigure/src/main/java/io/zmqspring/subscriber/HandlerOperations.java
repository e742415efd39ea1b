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

package io.zmqspring.subscriber;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.ZmqMessageHandler;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.wire.TopicPattern;

/**
 * Adds handlers of messages. Every method may be called from any thread.
 *
 * @since 0.1
 */
public interface HandlerOperations {

	/**
	 * Add a handler.
	 * @param spec the handler, its topics and its concurrency
	 * @param active whether it receives messages at once
	 * @return the registration, to start, stop or remove the handler
	 */
	HandlerRegistration add(HandlerSpec spec, boolean active);

	/**
	 * Parse a topic pattern by the rules of this subscriber.
	 * @param topic a topic, a prefix with a trailing {@code *}, or {@code *}
	 * @return the pattern
	 * @throws IllegalArgumentException if it breaks the topic rule
	 */
	TopicPattern parse(String topic);

	/**
	 * The codec that decodes payloads.
	 * @return the codec
	 */
	PayloadCodec codec();

	/**
	 * Add a handler for a topic. It is called from now on.
	 * @param topic the topic exactly, a prefix with a trailing {@code *}, or {@code *}
	 * for every message
	 * @param handler the handler; other handlers of the same topic are called too
	 * @return the registration, to stop or remove the handler
	 * @throws IllegalArgumentException if the topic breaks the topic rule
	 */
	default HandlerRegistration addHandler(String topic, ZmqMessageHandler<byte[]> handler) {
		return add(HandlerSpec.of(parse(topic), HandlerInvocation.Single.of(handler)), true);
	}

	/**
	 * Add a handler for a topic. It receives payloads converted to a type.
	 * @param topic see {@link #addHandler(String, ZmqMessageHandler)}
	 * @param type the type of the payloads
	 * @param handler the handler; a message whose payload cannot be read is rejected
	 * @param <T> the type of the payloads
	 * @return the registration, to stop or remove the handler
	 * @throws IllegalArgumentException if the topic or the type is invalid
	 */
	default <T> HandlerRegistration addHandler(String topic, Class<T> type, ZmqMessageHandler<? super T> handler) {
		return add(HandlerSpec.of(parse(topic), HandlerInvocation.Single.of(codec().decoder(type), handler)), true);
	}

}
