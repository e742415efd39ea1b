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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.engine.QueueDepth;
import io.zmqspring.socket.engine.SubscriberFilter;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.WaitGraph;

/**
 * A socket that receives: a thread, a JeroMQ socket that only this thread uses, and a
 * queue of commands, which wake the thread from its receive. Thread-safe.
 *
 * @since 0.1
 */
public final class ReceivingSocket {

	private static final Duration INTERRUPT_GRACE = Duration.ofMillis(500);

	private static final long READ_POLL_NANOS = 50_000;

	private final OpenSocket open;

	private final Receiver receiver;

	private final Thread thread;

	private final List<String> boundAddresses;

	ReceivingSocket(OpenSocket open, String name, FrameSink sink, int maxUnread) {
		this.open = open;
		this.receiver = new Receiver(open, sink, maxUnread);
		this.boundAddresses = open.boundAddresses();
		this.thread = new Thread(this.receiver, "zmq-" + name);
		// It keeps the application running, also if a daemon thread opens the socket
		this.thread.setDaemon(false);
		open.keepConnected(this.receiver::command);
	}

	/**
	 * Open a subscribing socket (SUB). It receives from {@link #start()} on.
	 * @param context the context
	 * @param settings the settings
	 * @param name the name of the thread, without prefix
	 * @param sink processes the messages
	 * @param events receives the events of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static ReceivingSocket subscribing(ZmqContext context, SocketSettings settings, String name, FrameSink sink,
			SocketEventListener events) {
		OpenSocket open = OpenSocket.open(context, SocketType.SUB, settings, events,
				(socket) -> SubscriberFilter.switchOff(socket.base()));
		return new ReceivingSocket(open, name, sink, 0);
	}

	/**
	 * Open a pulling socket (PULL, RFC 30). It receives from {@link #start()} on. When it
	 * is closed, the sink gets the messages that have arrived but were not processed.
	 * @param context the context
	 * @param settings the settings
	 * @param name the name of the thread, without prefix
	 * @param sink processes the messages
	 * @param events receives the events of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static ReceivingSocket pulling(ZmqContext context, SocketSettings settings, String name, FrameSink sink,
			SocketEventListener events) {
		OpenSocket open = OpenSocket.open(context, SocketType.PULL, settings, events, (socket) -> {
		});
		return new ReceivingSocket(open, name, sink, settings.longestQueue());
	}

	/**
	 * Start receiving.
	 */
	public void start() {
		this.thread.start();
	}

	/**
	 * Ask the publishers for messages that start with the given bytes.
	 * @param prefix the bytes, empty for every message
	 */
	public void subscribe(byte[] prefix) {
		this.receiver.command(() -> this.open.socket().subscribe(prefix));
	}

	/**
	 * Undo one {@link #subscribe(byte[])}.
	 * @param prefix the same bytes
	 */
	public void unsubscribe(byte[] prefix) {
		this.receiver.command(() -> this.open.socket().unsubscribe(prefix));
	}

	/**
	 * Pause receiving. Messages wait in the queue of the socket, up to the high-water
	 * mark.
	 */
	public void pause() {
		this.receiver.pause(true);
	}

	/**
	 * Resume receiving.
	 */
	public void resume() {
		this.receiver.pause(false);
	}

	/**
	 * The bound addresses, with the ports the system has chosen.
	 * @return the addresses, empty for a socket that connects
	 */
	public List<String> boundAddresses() {
		return this.boundAddresses;
	}

	/**
	 * The connections of this socket. The engine does not report inproc connections.
	 * @return the live connection table
	 */
	public ConnectionTable connections() {
		return this.open.connections();
	}

	/**
	 * How many messages have arrived and were not received.
	 * @return the number; {@code null} if it cannot be told
	 */
	public @Nullable Long queueDepth() {
		return QueueDepth.incoming(this.open.base());
	}

	/**
	 * What is wrong with the keys of this socket, although it works with those that it
	 * has.
	 * @return sentences without a full stop, empty if all is well
	 */
	public List<String> warnings() {
		return this.open.security().warnings();
	}

	/**
	 * The problems that keep this socket from connecting.
	 * @return sentences without a full stop, empty if there is none
	 */
	public List<String> faults() {
		return this.open.faults();
	}

	/**
	 * The addresses at which no peer is connected.
	 * @return the addresses, empty if there is none
	 */
	public List<AbsentPeer> absentPeers() {
		return this.open.absentPeers();
	}

	/**
	 * The messages received.
	 * @return the live counters
	 */
	public Traffic traffic() {
		return this.receiver.traffic();
	}

	/**
	 * The receiving thread.
	 * @return the thread that calls the sink
	 */
	public Thread thread() {
		return this.thread;
	}

	/**
	 * Run a task on the receiving thread between two messages, as if it were one.
	 * @param task the task; runs before the next message, also while paused
	 */
	public void execute(Runnable task) {
		this.receiver.execute(task);
	}

	/**
	 * Wait until everything that has arrived was read, and the sink has taken it. Not for
	 * the receiving thread itself.
	 * @param deadline when to give up
	 * @return whether it was; also if the receiving thread has ended
	 */
	public boolean awaitRead(Deadline deadline) {
		if (!awaitWhile(this::isUnread, deadline)) {
			return false;
		}
		CountDownLatch read = new CountDownLatch(1);
		// After the message that the thread is processing
		execute(read::countDown);
		return awaitWhile(() -> read.getCount() > 0, deadline);
	}

	private boolean isUnread() {
		Long depth = queueDepth();
		return depth != null && depth > 0;
	}

	private boolean awaitWhile(BooleanSupplier condition, Deadline deadline) {
		while (condition.getAsBoolean() && this.thread.isAlive()) {
			if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(READ_POLL_NANOS);
		}
		return true;
	}

	/**
	 * Stop receiving and release the ports. The message being processed is finished
	 * first. If that takes longer than the time-out, the thread is interrupted. If it
	 * does not end half a second later, it is left without the socket, as is a thread
	 * that waits for the caller itself.
	 * @param timeout the time to wait for the message being processed
	 * @return whether the thread has ended, or will end because it waits for the caller
	 */
	public boolean close(Duration timeout) {
		this.receiver.close();
		if (!isStarted()) {
			this.receiver.closeSocket();
			return true;
		}
		WaitGraph.Outcome outcome = WaitGraph.join(this.thread, Deadline.in(timeout));
		if (outcome == WaitGraph.Outcome.TIMED_OUT) {
			this.thread.interrupt();
			outcome = WaitGraph.join(this.thread, Deadline.in(INTERRUPT_GRACE));
		}
		if (outcome != WaitGraph.Outcome.DONE) {
			this.receiver.finishInPlaceOf(this.thread);
		}
		return outcome != WaitGraph.Outcome.TIMED_OUT;
	}

	/**
	 * Whether the receiving thread has ended although this socket was not closed.
	 * @return {@code true} if no message is received any more
	 */
	public boolean hasDied() {
		return !this.receiver.isClosing() && this.thread.getState() == Thread.State.TERMINATED;
	}

	/**
	 * The stack of the receiving thread, to identify a handler that hangs.
	 * @return its current stack
	 */
	public StackTraceElement[] stack() {
		return this.thread.getStackTrace();
	}

	private boolean isStarted() {
		return this.thread.getState() != Thread.State.NEW;
	}

}
