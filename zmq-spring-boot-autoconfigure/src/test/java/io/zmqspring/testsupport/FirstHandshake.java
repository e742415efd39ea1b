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

package io.zmqspring.testsupport;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZMQ;

/**
 * The first completed handshake of a plain JeroMQ socket. A few percent of JeroMQ's
 * handshakes stall, and JeroMQ repeats them after its handshake time-out.
 */
final class FirstHandshake {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int POLL_MILLIS = 5;

	private final CountDownLatch completed = new CountDownLatch(1);

	/**
	 * The handshake is done. Called by the event hook of the socket.
	 */
	void done() {
		this.completed.countDown();
	}

	/**
	 * Wait for the handshake. The socket processes its commands meanwhile and once more
	 * afterwards, so that it writes into the queue of the present connection.
	 * @param socket the socket
	 */
	void await(ZMQ.Socket socket) {
		if (this.completed.getCount() == 0) {
			return;
		}
		Stopwatch stopwatch = Stopwatch.start();
		try {
			while (!this.completed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
				socket.getEvents();
				if (stopwatch.elapsed().compareTo(TIMEOUT) > 0) {
					throw new AssertionError("No handshake within " + TIMEOUT);
				}
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		socket.getEvents();
	}

}
