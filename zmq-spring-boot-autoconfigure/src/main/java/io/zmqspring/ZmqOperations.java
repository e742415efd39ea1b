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

package io.zmqspring;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * What an application does with ZeroMQ: publishes messages, and finds publishers and
 * controllers by name. {@link ZmqTemplate} implements it; a bean of this type replaces
 * the template. Every method may be called from any thread.
 *
 * @since 0.1
 */
public interface ZmqOperations {

	/**
	 * Publish to the topic that the payload specifies, or else to the default topic, with
	 * the default publisher.
	 * @param payload see {@link ZmqPublisher#publish(Object)}; a {@code Message} or
	 * {@code ZmqMessage} is sent as its payload, topic and headers
	 * @return whether the message was accepted; accepted is not delivered
	 */
	default boolean publish(Object payload) {
		return publish(payload, null, Map.of());
	}

	/**
	 * Publish to a topic with the default publisher.
	 * @param payload see {@link #publish(Object)}
	 * @param topic the topic, {@code null} to find it as {@link #publish(Object)} does
	 * @return see {@link #publish(Object)}
	 */
	default boolean publish(Object payload, @Nullable String topic) {
		return publish(payload, topic, Map.of());
	}

	/**
	 * Publish to a topic with the default publisher.
	 * @param payload see {@link #publish(Object)}
	 * @param topic the topic's {@code toString()} is used
	 * @return see {@link #publish(Object)}
	 */
	default boolean publish(Object payload, Enum<?> topic) {
		return publish(payload, topic.toString(), Map.of());
	}

	/**
	 * Publish to a topic, with headers, with the default publisher.
	 * @param payload see {@link #publish(Object)}
	 * @param topic the topic, {@code null} to find it as {@link #publish(Object)} does
	 * @param headers see {@link ZmqPublisher#publish(Object, String, Map)}
	 * @return see {@link #publish(Object)}
	 * @throws ZmqConfigurationException if there is no default publisher
	 * @throws ZmqException if the application context is closed, or as
	 * {@link ZmqPublisher#publish(Object, String, Map)}
	 */
	boolean publish(Object payload, @Nullable String topic, Map<String, String> headers);

	/**
	 * Return operations whose default publisher is the given one, and which are
	 * transactional if these are.
	 * @param name the name of the publisher in the settings
	 * @return the operations; they look the publisher up when they are used
	 */
	ZmqOperations withPublisher(String name);

	/**
	 * Return a publisher by its name in the settings. It publishes immediately, also
	 * during a transaction.
	 * @param name the name
	 * @return the publisher
	 * @throws ZmqConfigurationException if no publisher has this name
	 * @throws ZmqException if the application context is closed
	 */
	ZmqPublisher publisher(String name);

	/**
	 * Return a controller by its name in the settings.
	 * @param name the name
	 * @return the controller
	 * @throws ZmqConfigurationException if no controller has this name
	 * @throws ZmqException if the application context is closed
	 */
	ZmqController controller(String name);

}
