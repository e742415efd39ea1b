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
 * Why a received message did not reach a handler.
 *
 * @since 0.1
 */
public enum RejectReason {

	/** The number of frames does not fit the wire format. */
	WRONG_FRAMES("wrong-frames"),

	/** The topic is missing, not UTF-8, or against the topic rule. */
	INVALID_TOPIC("invalid-topic"),

	/** The topic is none that was subscribed to: ZeroMQ filters by prefix, we exactly. */
	NOT_SUBSCRIBED("not-subscribed"),

	/** No listener takes this topic. */
	NO_HANDLER("no-handler"),

	/** The payload is not what the handler's parameter says, or the headers are none. */
	UNDECODABLE("undecodable"),

	/** The payload broke a constraint of {@code @Valid}, or a header is missing. */
	INVALID("invalid"),

	/** An answer to an item of work that has been answered, or given up, already. */
	DUPLICATE("duplicate"),

	/** A frame was larger than {@code max-message-size}; its connection was ended. */
	OVERSIZE("oversize"),

	/** A peer was refused because as many as {@code max-connections} are connected. */
	TOO_MANY_CONNECTIONS("too-many-connections"),

	/** A peer lost its connection: {@code max-subscriptions} was exceeded. */
	TOO_MANY_SUBSCRIPTIONS("too-many-subscriptions"),

	/** A message had more than a thousand frames; its connection was ended. */
	TOO_MANY_FRAMES("too-many-frames"),

	/** A large frame did not fit into half of the heap; its connection was ended. */
	NO_MEMORY("no-memory"),

	/** A peer has connected but not finished its handshake; its connection was ended. */
	NO_HANDSHAKE("no-handshake"),

	/** A peer has sent what breaks the protocol; its connection was ended. */
	MALFORMED("malformed");

	private final String tag;

	RejectReason(String tag) {
		this.tag = tag;
	}

	/**
	 * Whether it cost a peer its connection, which can happen to any role.
	 * @return {@code false} if it is about a single message, which only receivers have
	 */
	public boolean endsConnection() {
		return compareTo(OVERSIZE) >= 0;
	}

	/**
	 * The reason as it stands in statistics and metrics.
	 * @return lower-case words with dashes
	 */
	public String tag() {
		return this.tag;
	}

}
