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

import org.jspecify.annotations.Nullable;
import zmq.SocketBase;

import io.zmqspring.support.Threads;

/**
 * What the thread of a {@link ReceivingSocket} does: it receives, and in between does
 * what others want done with the socket, until asked to close. Then whoever takes the
 * token finishes: the thread, or if a handler keeps it, the one that has waited for it.
 */
final class Receiver implements Runnable {

	private static final int PAUSE_PUMP_MILLIS = 100;

	private static final Duration TELLING_TIMEOUT = Duration.ofMillis(500);

	private final Commands commands = new Commands();

	private final AtomicBoolean woken = new AtomicBoolean();

	private final AtomicBoolean finishing = new AtomicBoolean();

	private final Frames frames = new Frames();

	private final OpenSocket open;

	private final SocketBase base;

	private final FrameReader reader;

	private final GuardedSink sink;

	private final int mostUnread;

	private boolean ended;

	private volatile boolean closing;

	private volatile boolean paused;

	Receiver(OpenSocket open, FrameSink sink, int mostUnread) {
		this.open = open;
		this.base = open.base();
		this.reader = new FrameReader(this.base, this.woken);
		this.sink = new GuardedSink(sink, () -> this.closing);
		this.mostUnread = mostUnread;
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

	void close() {
		this.closing = true;
		wake();
	}

	boolean isClosing() {
		return this.closing;
	}

	private synchronized void wake() {
		// Cancelling a closed socket would hit whichever socket got its slot next
		if (!this.ended) {
			this.base.cancel(this.woken);
		}
	}

	@Override
	public void run() {
		Throwable cause = null;
		try {
			receiveUntilClosed();
		}
		catch (RuntimeException | Error ex) {
			cause = ex;
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
				pumpWhilePaused();
			}
			else if (this.reader.read(this.frames)) {
				this.sink.onMessage(this.frames);
			}
		}
	}

	// A SUB that nobody calls does not renew its subscriptions after a reconnect
	private void pumpWhilePaused() {
		this.base.poll(0, PAUSE_PUMP_MILLIS, this.woken);
	}

	/**
	 * Finish in place of a thread that was asked to close long ago and is kept by a
	 * handler: its peers would go on sending to a socket that nobody reads.
	 * @param thread the thread
	 */
	void finishInPlaceOf(Thread thread) {
		// Looking at a thread's stack stops it for a moment, and shows what it has
		// written
		thread.getStackTrace();
		if (this.sink.isBusy() && this.finishing.compareAndSet(false, true)) {
			List<Frames> unread = this.reader.readArrived(this.mostUnread);
			end();
			// Whom it is told to may hang as well, which is not to hold up a stop
			Thread telling = new Thread(() -> unread.forEach(this.sink::onAbandoned), thread.getName() + "-abandoned");
			telling.setDaemon(true);
			telling.start();
			Threads.join(telling, TELLING_TIMEOUT);
		}
	}

	/**
	 * Finish without having begun.
	 */
	void end() {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			this.ended = true;
		}
		// Not while holding the monitor: closing waits for those who may be about to wake
		this.open.close();
	}

	private void finish(@Nullable Throwable failure) {
		Throwable cause = failure;
		List<Frames> unread = List.of();
		try {
			// Closing would discard it. No more than the queue holds is read, because the
			// peers go on sending as soon as there is room
			unread = (cause != null) ? unread : this.reader.readArrived(this.mostUnread);
		}
		catch (RuntimeException | Error ex) {
			cause = ex;
		}
		end();
		unread.forEach(this.sink::onUnread);
		if (cause != null && !this.closing) {
			this.sink.onFailure(cause);
		}
	}

}
