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
 * A way to carry messages from one process to another. Its two ends are opened in
 * processes of their own.
 */
public interface Peer {

	/**
	 * Open the end that sends.
	 * @param load what to send
	 * @return sends, called by one thread
	 * @throws Exception if it cannot be opened
	 */
	Sender sender(Load load) throws Exception;

	/**
	 * Open the end that receives.
	 * @param load what will come
	 * @param arrivals to be told of every message
	 * @return ends it
	 * @throws Exception if it cannot be opened
	 */
	Closeable receiver(Load load, Arrivals arrivals) throws Exception;

	/**
	 * Sends messages.
	 */
	interface Sender extends Closeable {

		/**
		 * Send a message, waiting for room where the peer can.
		 * @param id its id
		 * @throws Exception if it cannot be sent
		 */
		void send(long id) throws Exception;

		/**
		 * Send what is still held back for a batch.
		 * @throws Exception if it cannot be sent
		 */
		default void flush() throws Exception {
		}

	}

}
