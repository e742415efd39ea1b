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
 * The reason why a received message did not reach a handler, or why a peer was
 * disconnected.
 *
 * @since 0.1
 */
public enum RejectReason {

	/** The number of frames does not fit the wire format. */
	WRONG_FRAMES("wrong-frames"),

	/** The topic is missing, not UTF-8, or violates the topic rule. */
	INVALID_TOPIC("invalid-topic"),

	/**
	 * The topic was not subscribed to: ZeroMQ filters by prefix, the subscriber exactly.
	 */
	NOT_SUBSCRIBED("not-subscribed"),

	/** No handler takes this topic. */
	NO_HANDLER("no-handler"),

	/**
	 * The payload cannot be decoded to the handler's parameter, or the headers are
	 * malformed.
	 */
	UNDECODABLE("undecodable"),

	/** The payload violates a constraint of {@code @Valid}, or a header is missing. */
	INVALID("invalid"),

	/** A result of an item that already has a result or is no longer waited for. */
	DUPLICATE("duplicate"),

	/** A frame was larger than {@code max-message-size}; the connection was closed. */
	OVERSIZE("oversize"),

	/**
	 * A peer was refused because {@code max-connections} peers, or
	 * {@code max-connections-per-address} of its address, are already connected.
	 */
	TOO_MANY_CONNECTIONS("too-many-connections"),

	/** A peer was disconnected because {@code max-subscriptions} was exceeded. */
	TOO_MANY_SUBSCRIPTIONS("too-many-subscriptions"),

	/** A message had more than a thousand frames; the connection was closed. */
	TOO_MANY_FRAMES("too-many-frames"),

	/**
	 * The memory for incomplete frames was full, and the peer sent most slowly; the
	 * connection was closed.
	 */
	NO_MEMORY("no-memory"),

	/**
	 * A peer did not finish its handshake in time, or made room for another one before;
	 * the connection was closed.
	 */
	NO_HANDSHAKE("no-handshake"),

	/** A peer violated the protocol; the connection was closed. */
	MALFORMED("malformed");

	private final String tag;

	RejectReason(String tag) {
		this.tag = tag;
	}

	/**
	 * Whether the peer was disconnected, which can happen to any role.
	 * @return {@code false} if only a single message was rejected, which happens to
	 * receivers only
	 */
	public boolean endsConnection() {
		return compareTo(OVERSIZE) >= 0;
	}

	/**
	 * The name of the reason in statistics and metrics.
	 * @return lower-case words with dashes
	 */
	public String tag() {
		return this.tag;
	}

}
