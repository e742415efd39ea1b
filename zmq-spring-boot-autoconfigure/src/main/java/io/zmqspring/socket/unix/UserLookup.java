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

package io.zmqspring.socket.unix;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jdk.net.ExtendedSocketOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;

/**
 * Looks up the users of peers on a thread of its own. The JDK returns a user only with
 * its name ({@code getpwuid}), and the system may ask a directory service for that.
 * Meanwhile the JDK holds a lock of the channel, so that an I/O thread that closes the
 * channel would wait. Therefore a service that was slow is not asked again for some time.
 */
final class UserLookup {

	private static final Log logger = LogFactory.getLog(UserLookup.class);

	private static final int MOST_WAITING = 1000;

	private static final Duration SLOW = Duration.ofSeconds(1);

	private static final Duration REST = Duration.ofMinutes(5);

	private static final int IDLE_MILLIS = 500;

	private final Executor thread = new ThreadPoolExecutor(0, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS,
			new LinkedBlockingQueue<>(MOST_WAITING), (task) -> Threads.daemon(task, "zmq-ipc-users"),
			new ThreadPoolExecutor.DiscardPolicy());

	private final FailureLog notStarted = FailureLog.warnings(logger,
			() -> "The thread that looks up the users of ipc peers cannot be started");

	private final Query query;

	private final Duration slow;

	private volatile long resumeAt = System.nanoTime();

	UserLookup() {
		this((channel) -> channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName(), SLOW);
	}

	UserLookup(Query query, Duration slow) {
		this.query = query;
		this.slow = slow;
	}

	/**
	 * Look up the user of a peer, without waiting.
	 * @param channel the connection to the peer
	 * @param found receives the name, or the number of a user without a name; is not
	 * called if the user cannot be found
	 */
	void submit(SocketChannel channel, Consumer<String> found) {
		try {
			this.thread.execute(() -> lookUp(channel, found));
		}
		catch (Error ex) {
			// There may be no memory for the thread. The next lookup starts it
			this.notStarted.add(ex);
		}
	}

	private void lookUp(SocketChannel channel, Consumer<String> found) {
		long begin = System.nanoTime();
		if (begin - this.resumeAt < 0) {
			return;
		}
		try {
			found.accept(this.query.user(channel));
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			logger.debug("The user of an ipc peer is not known", ex);
		}
		long end = System.nanoTime();
		if (end - begin > this.slow.toNanos()) {
			this.resumeAt = end + REST.toNanos();
			logger.warn("The system took " + Duration.ofNanos(end - begin).toMillis()
					+ " ms to find the user of an ipc peer. Users are not looked up for the next " + REST.toMinutes()
					+ " minutes. Check the sources of 'passwd' in /etc/nsswitch.conf");
		}
	}

	/**
	 * Finds the user of a peer.
	 */
	@FunctionalInterface
	interface Query {

		/**
		 * Return the user of a peer.
		 * @param channel the connection to the peer
		 * @return the name
		 * @throws IOException if the connection has ended
		 */
		String user(SocketChannel channel) throws IOException;

	}

}
