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

package io.zmqspring.benchmarks.side;

import java.io.Closeable;

/**
 * A way to send messages from one process to another. The sender and the receiver run in
 * separate processes. Over {@code inproc} one process opens first the sender, then the
 * receiver.
 */
public interface Peer {

	/**
	 * Open the sender.
	 * @param load the messages to send
	 * @return the sender, to be called by one thread
	 * @throws Exception if it cannot be opened
	 */
	Sender sender(Load load) throws Exception;

	/**
	 * Open the receiver.
	 * @param load the messages to receive
	 * @param arrivals records every received message
	 * @return closes the receiver
	 * @throws Exception if it cannot be opened
	 */
	Closeable receiver(Load load, Arrivals arrivals) throws Exception;

	/**
	 * Sends messages.
	 */
	interface Sender extends Closeable {

		/**
		 * Send a message. If the peer supports it, wait while its queue is full.
		 * @param id the id of the message
		 * @throws Exception if it cannot be sent
		 */
		void send(long id) throws Exception;

		/**
		 * Send messages that are still held back for a batch.
		 * @throws Exception if it cannot be sent
		 */
		default void flush() throws Exception {
		}

	}

}
