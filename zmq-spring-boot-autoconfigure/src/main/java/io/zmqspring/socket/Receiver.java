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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;

import io.zmqspring.support.Commands;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;

/**
 * The loop of a {@link ReceivingSocket}'s thread: it receives messages and runs the
 * commands of other threads in between, until it is closed. Then it finishes: it reads
 * the messages that have arrived and closes the socket. If a handler blocks the thread,
 * the closing thread finishes instead; {@code finishing} decides between the two.
 */
final class Receiver implements Runnable {

	private static final int PAUSE_POLL_MILLIS = 100;

	private static final Duration ABANDON_TIMEOUT = Duration.ofMillis(500);

	private static final Log logger = LogFactory.getLog(Receiver.class);

	private final FailureLog failures = FailureLog.warnings(logger,
			() -> "The socket of thread '" + Thread.currentThread().getName() + "' could not be closed");

	private final Commands commands = new Commands();

	private final AtomicBoolean woken = new AtomicBoolean();

	private final AtomicBoolean finishing = new AtomicBoolean();

	private final Frames frames = new Frames();

	private final OpenSocket open;

	private final SocketBase base;

	private final FrameReader reader;

	private final GuardedSink sink;

	private final int maxUnread;

	private boolean socketClosed;

	private volatile boolean closing;

	private volatile boolean paused;

	Receiver(OpenSocket open, FrameSink sink, int maxUnread) {
		this.open = open;
		this.base = open.base();
		this.reader = new FrameReader(this.base, this.woken, open.security().isSecured());
		this.sink = new GuardedSink(sink, () -> this.closing);
		this.maxUnread = maxUnread;
	}

	Traffic traffic() {
		return this.sink.traffic();
	}

	void pause(boolean wanted) {
		this.paused = wanted;
		wake();
	}

	void command(Runnable command) {
		this.commands.add(command);
		wake();
	}

	void execute(Runnable task) {
		command(() -> this.sink.run(task));
	}

	void close() {
		this.closing = true;
		wake();
	}

	boolean isClosing() {
		return this.closing;
	}

	private synchronized void wake() {
		// Cancelling a closed socket would wake another socket that has got its slot
		if (!this.socketClosed) {
			this.base.cancel(this.woken);
		}
	}

	@Override
	public void run() {
		Throwable cause = null;
		try {
			receiveUntilClosed();
		}
		catch (Throwable ex) {
			cause = this.open.hasFailed(ex) ? null : ex;
		}
		if (this.finishing.compareAndSet(false, true)) {
			finish(cause);
		}
	}

	private void receiveUntilClosed() {
		this.commands.run();
		while (!this.closing) {
			if (this.woken.get()) {
				this.woken.set(false);
				this.commands.run();
			}
			else if (this.paused) {
				processCommandsWhilePaused();
			}
			else if (this.reader.read(this.frames)) {
				this.sink.onMessage(this.frames);
			}
		}
	}

	// A SUB sends its subscriptions again after a reconnect only while it is called
	private void processCommandsWhilePaused() {
		this.base.poll(0, PAUSE_POLL_MILLIS, this.woken);
	}

	/**
	 * Finish in place of the receiving thread if a handler blocks it after the socket was
	 * closed. Otherwise the peers would continue to send to a socket that is not read.
	 * @param thread the receiving thread
	 */
	void finishInPlaceOf(Thread thread) {
		// Reading a thread's stack stops it at a safepoint, after which its writes are
		// visible here
		thread.getStackTrace();
		if (this.sink.isBusy() && this.finishing.compareAndSet(false, true)) {
			List<Frames> unread = this.reader.readArrived(this.maxUnread);
			closeSocket();
			// The sink may block here as well, which must not delay the stop
			Threads.runApart(() -> unread.forEach(this.sink::onAbandoned), thread.getName() + "-abandoned",
					ABANDON_TIMEOUT);
		}
	}

	/**
	 * Close the socket, once.
	 */
	void closeSocket() {
		synchronized (this) {
			if (this.socketClosed) {
				return;
			}
			this.socketClosed = true;
		}
		// Without the monitor: closing waits for threads that may be about to wake
		this.open.close();
	}

	private void finish(@Nullable Throwable failure) {
		Throwable cause = failure;
		List<Frames> unread = List.of();
		try {
			// Closing would discard these messages. Only as many as the queue holds are
			// read, because the peers continue to send as soon as there is room
			unread = (cause != null || this.open.hasFailed()) ? unread : this.reader.readArrived(this.maxUnread);
		}
		catch (Throwable ex) {
			cause = this.open.hasFailed(ex) ? null : ex;
		}
		try {
			closeSocket();
		}
		catch (Throwable ex) {
			this.open.hasFailed(ex);
			this.failures.add(ex);
		}
		unread.forEach(this.sink::onUnread);
		if (cause != null && !this.closing) {
			this.sink.onFailure(cause);
		}
	}

}
