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

package io.zmqspring.socket.proxy;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.support.Commands;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.FailureLog;

/**
 * The loop of the thread that owns all sockets of a forwarding: it forwards messages and
 * subscriptions, and runs the commands of other threads in between, until it is closed.
 * Then it forwards what has arrived and closes the sockets.
 */
final class ForwardingThread implements Runnable {

	private static final int MOST_AT_ONCE = 1000;

	private static final int ROOM_POLL_MILLIS = 5;

	private static final Log logger = LogFactory.getLog(ForwardingThread.class);

	private final FailureLog failures = FailureLog.warnings(logger,
			() -> "The sockets of thread '" + Thread.currentThread().getName() + "' could not be closed");

	private final Commands commands = new Commands();

	private final OpenSockets sockets;

	private final Forwarder forwarder;

	private final int maxUnread;

	private final ForwardingListener listener;

	private final CommandWait wait;

	private volatile @Nullable Deadline closing;

	private volatile long unsent;

	private volatile boolean waiting;

	/**
	 * Create the loop.
	 * @param sockets the sockets, which belong to the thread from now on
	 * @param forwarder forwards the messages
	 * @param maxUnread the most messages that are still forwarded when it is closed
	 * @param listener told if the thread has failed
	 */
	ForwardingThread(OpenSockets sockets, Forwarder forwarder, int maxUnread, ForwardingListener listener) {
		this.sockets = sockets;
		this.forwarder = forwarder;
		this.maxUnread = maxUnread;
		this.listener = listener;
		this.wait = new CommandWait(sockets.bases());
	}

	void command(Runnable command) {
		this.commands.add(command);
		this.wait.wake();
	}

	/**
	 * End the loop.
	 * @param deadline until when to wait that the peers have received all messages
	 */
	void close(Deadline deadline) {
		this.closing = deadline;
		this.wait.wake();
	}

	/**
	 * Whether the thread has forwarded all that it could, and waits for the engine.
	 * @return {@code false} while it works
	 */
	boolean isWaiting() {
		return this.waiting;
	}

	boolean isClosing() {
		return this.closing != null;
	}

	/**
	 * How many messages had arrived or were accepted, and were not sent. Known when the
	 * thread has ended.
	 * @return the number of messages, those that were accepted once per peer
	 */
	long unsent() {
		return this.unsent;
	}

	@Override
	public void run() {
		Throwable cause = null;
		try {
			forwardUntilClosed();
		}
		catch (Throwable ex) {
			cause = this.sockets.haveFailed(ex) ? null : ex;
		}
		finish(cause);
	}

	private void forwardUntilClosed() {
		while (this.closing == null) {
			this.commands.run();
			boolean more = this.forwarder.processCommands();
			if (this.forwarder.forward(MOST_AT_ONCE) == 0 && !more) {
				this.waiting = true;
				this.wait.await(this.forwarder.longestWait());
				this.waiting = false;
			}
		}
	}

	/**
	 * Close the sockets in place of a thread that was never started.
	 */
	void closeUnstarted() {
		this.wait.close();
		this.sockets.close(Deadline.inNanos(0));
	}

	private void finish(@Nullable Throwable failure) {
		Throwable cause = failure;
		Deadline deadline = this.closing;
		long left = 0;
		try {
			left = (deadline != null && cause == null && !this.sockets.haveFailed()) ? forwardArrived(deadline) : 0;
		}
		catch (Throwable ex) {
			cause = this.sockets.haveFailed(ex) ? null : ex;
		}
		try {
			this.wait.close();
			this.unsent = left + this.sockets.close((deadline != null) ? deadline : Deadline.inNanos(0));
		}
		catch (Throwable ex) {
			this.sockets.haveFailed(ex);
			this.failures.add(ex);
		}
		if (cause != null && deadline == null) {
			this.listener.failed().accept(cause);
		}
	}

	// Only as many as the queue holds, because the peers continue to send
	private long forwardArrived(Deadline deadline) {
		int room = this.maxUnread;
		int forwarded = 1;
		while (room > 0 && !deadline.hasPassed() && (forwarded > 0 || this.forwarder.isHeldBack())) {
			forwarded = this.forwarder.forward(Math.min(room, MOST_AT_ONCE));
			room -= forwarded;
			this.forwarder.processCommands();
			if (forwarded == 0 && this.forwarder.isHeldBack()) {
				this.wait.await(ROOM_POLL_MILLIS);
			}
		}
		return this.forwarder.discard(room);
	}

}
