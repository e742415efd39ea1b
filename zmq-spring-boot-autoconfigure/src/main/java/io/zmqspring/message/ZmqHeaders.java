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

package io.zmqspring.message;

/**
 * Names of the headers of a received message, for {@code @Header} and {@code Message<T>}.
 *
 * @since 0.1
 */
public final class ZmqHeaders {

	/** The topic, a {@code String}. */
	public static final String TOPIC = "zmq_topic";

	/** The name of the subscriber that received the message, a {@code String}. */
	public static final String SUBSCRIBER = "zmq_subscriber";

	/** The id of the listener, a {@code String}. */
	public static final String LISTENER = "zmq_listener";

	/**
	 * The name of the worker (for a work handler) or of the pool from which the result
	 * came (for a result listener), a {@code String}.
	 */
	public static final String WORKER = "zmq_worker";

	/** The name of the controller that received the result, a {@code String}. */
	public static final String CONTROLLER = "zmq_controller";

	/**
	 * The peer that sent the message: the name of its key or its user, a {@code String}.
	 * Only with {@code security} at a side that is the server. Headers of a peer with
	 * this name are discarded.
	 */
	public static final String USER_ID = "zmq_user_id";

	/**
	 * The peer that sent the message: its IP address and port, or its name such as
	 * {@code ipc peer 17} if it is connected over ipc, a {@code String}. Only together
	 * with {@link #USER_ID}.
	 */
	public static final String PEER_ADDRESS = "zmq_peer_address";

	/** Of a dead letter: the topic of the message. */
	public static final String DEAD_LETTER_TOPIC = "zmq_dead_letter_topic";

	/** Of a dead letter: the id of the listener that threw the exception. */
	public static final String DEAD_LETTER_LISTENER = "zmq_dead_letter_listener";

	/** Of a dead letter: the class of the exception. */
	public static final String DEAD_LETTER_EXCEPTION = "zmq_dead_letter_exception";

	/** Of a dead letter: the message of the exception, at most 1000 characters. */
	public static final String DEAD_LETTER_REASON = "zmq_dead_letter_reason";

	/** Of a dead letter: the {@link #USER_ID} of the message, if it had one. */
	public static final String DEAD_LETTER_USER_ID = "zmq_dead_letter_user_id";

	/** Of a dead letter: the {@link #PEER_ADDRESS} of the message, if it had one. */
	public static final String DEAD_LETTER_PEER_ADDRESS = "zmq_dead_letter_peer_address";

	private ZmqHeaders() {
	}

}
