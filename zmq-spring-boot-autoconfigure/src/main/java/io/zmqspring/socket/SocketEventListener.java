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

package io.zmqspring.socket;

import java.util.function.Consumer;

import io.zmqspring.socket.connection.SocketEvent;

/**
 * Receives the events of a socket.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SocketEventListener {

	/**
	 * Process an event. Called for every event, in order, on the housekeeping thread of
	 * the context. Must be quick and must not wait.
	 * @param event the event
	 */
	void onEvent(SocketEvent event);

	/**
	 * Count messages that were accepted for an address and are discarded, because a name
	 * with {@code resolve: all} has lost the address, and it is not reachable. Called as
	 * {@link #onEvent(SocketEvent)} is.
	 * @param address the address
	 * @param messages the number of messages
	 */
	default void onDiscarded(String address, long messages) {
	}

	/**
	 * The kind of role that the socket belongs to.
	 * @return such as {@code publisher}, empty for none
	 */
	default String role() {
		return "";
	}

	/**
	 * The name of the role that the socket belongs to.
	 * @return the name in the settings, empty for none
	 */
	default String name() {
		return "";
	}

	/**
	 * Look at a new subscription of a peer of a publishing socket. Called by any thread,
	 * under the lock of the socket: must be quick, must not wait and must not log.
	 * @param prefix the bytes that messages have to start with, not to be changed
	 */
	default void onSubscription(byte[] prefix) {
	}

	/**
	 * Pass all calls on to this listener, and each event afterwards to another one.
	 * @param follower receives each event, on the same thread; must be quick and must not
	 * wait
	 * @return a listener that does both
	 */
	default SocketEventListener andThen(Consumer<SocketEvent> follower) {
		SocketEventListener first = this;
		return new SocketEventListener() {

			@Override
			public void onEvent(SocketEvent event) {
				first.onEvent(event);
				follower.accept(event);
			}

			@Override
			public String role() {
				return first.role();
			}

			@Override
			public String name() {
				return first.name();
			}

			@Override
			public void onSubscription(byte[] prefix) {
				first.onSubscription(prefix);
			}

			@Override
			public void onDiscarded(String address, long messages) {
				first.onDiscarded(address, messages);
			}

		};
	}

}
