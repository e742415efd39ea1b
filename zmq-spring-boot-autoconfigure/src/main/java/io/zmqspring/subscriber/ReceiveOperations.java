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

import java.time.Duration;

import org.springframework.core.ParameterizedTypeReference;

import io.zmqspring.message.ZmqMessage;

/**
 * Receives messages by hand, without a handler: those that no handler takes, in the order
 * of their arrival. Each message is received once. Implemented by {@link ZmqSubscriber};
 * an interface of its own so that tests can replace it.
 * <p>
 * The messages wait in a queue of {@code high-water-mark} messages (1000 if that is 0)
 * and 64 MiB. It is open from the start of a subscriber that has no handlers, and
 * otherwise from the first call of {@code receive}. What does not fit is dropped and
 * counted as {@code receive-queue-full}. While the subscriber is paused nothing is
 * received. What still waits when it stops is counted as {@code stopped}.
 * <p>
 * Every method may be called from any thread except the one that calls the handlers of
 * this subscriber. Every method throws {@link io.zmqspring.message.ZmqTimeoutException
 * ZmqTimeoutException} if no message arrives within the time-out, and
 * {@link io.zmqspring.message.ZmqException ZmqException} if the subscriber is not
 * running, or stops or fails meanwhile, or if the thread is interrupted, which it
 * remains. No message is lost by that.
 *
 * @since 0.1
 */
public interface ReceiveOperations {

	/**
	 * Receive the next message.
	 * @param timeout the longest wait; zero to take only a message that waits already
	 * @return the message
	 */
	default ZmqMessage receive(Duration timeout) {
		return receive("*", ZmqMessage.class, timeout);
	}

	/**
	 * Receive the next message and read its payload.
	 * @param type the type of the payload; {@code ZmqMessage} for the whole message
	 * @param timeout the longest wait
	 * @param <T> the type of the payload
	 * @return the payload
	 * @throws io.zmqspring.message.ZmqRejectedException if the payload cannot be read;
	 * the message is counted as rejected
	 */
	default <T> T receive(Class<T> type, Duration timeout) {
		return receive("*", type, timeout);
	}

	/**
	 * Receive the next message and read its payload to a generic type.
	 * @param type the type, {@code new ParameterizedTypeReference<List<Order>>() {}}
	 * @param timeout the longest wait
	 * @param <T> the type of the payload
	 * @return the payload
	 * @throws io.zmqspring.message.ZmqRejectedException see
	 * {@link #receive(Class, Duration)}
	 */
	default <T> T receive(ParameterizedTypeReference<T> type, Duration timeout) {
		return receive("*", type, timeout);
	}

	/**
	 * Receive the next message of a topic. Messages of other topics stay in the queue.
	 * @param topic the topic exactly, a prefix with a trailing {@code *}, or {@code *}
	 * for every message
	 * @param timeout the longest wait
	 * @return the message
	 * @throws IllegalArgumentException if the topic breaks the topic rule
	 * @throws io.zmqspring.message.ZmqConfigurationException if the subscriber is not
	 * subscribed to the topic
	 */
	default ZmqMessage receive(String topic, Duration timeout) {
		return receive(topic, ZmqMessage.class, timeout);
	}

	/**
	 * Receive the next message of a topic and read its payload.
	 * @param topic see {@link #receive(String, Duration)}
	 * @param type the type of the payload
	 * @param timeout the longest wait
	 * @param <T> the type of the payload
	 * @return the payload
	 * @throws io.zmqspring.message.ZmqRejectedException see
	 * {@link #receive(Class, Duration)}
	 */
	default <T> T receive(String topic, Class<T> type, Duration timeout) {
		return receive(topic, ParameterizedTypeReference.forType(type), timeout);
	}

	/**
	 * Receive the next message of a topic and read its payload to a generic type.
	 * @param topic see {@link #receive(String, Duration)}
	 * @param type the type, {@code new ParameterizedTypeReference<List<Order>>() {}}
	 * @param timeout the longest wait
	 * @param <T> the type of the payload
	 * @return the payload
	 * @throws io.zmqspring.message.ZmqRejectedException see
	 * {@link #receive(Class, Duration)}
	 */
	<T> T receive(String topic, ParameterizedTypeReference<T> type, Duration timeout);

}
