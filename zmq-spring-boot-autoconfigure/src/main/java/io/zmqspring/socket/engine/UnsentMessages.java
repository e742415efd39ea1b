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

package io.zmqspring.socket.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.io.net.Listener;
import zmq.io.net.tcp.TcpListener;
import zmq.pipe.Pipe;
import zmq.util.MultiMap;

import io.zmqspring.support.Deadline;
import io.zmqspring.support.Interrupts;

/**
 * The messages that a socket has accepted and not sent, from the moment it accepts no
 * more until it is closed. JeroMQ has a linger too, but tells nothing about messages that
 * are left, loses the last ones of a connection that is slow, and closes a connection
 * that a peer still writes to, whereupon the operating system discards what the peer has
 * not received.
 * <p>
 * Here a connection whose messages are all written is closed in the sending direction
 * only. A peer that has received them closes the other direction. What is left after the
 * linger is discarded and counted: messages in the queue, and those that the I/O thread
 * has taken from it and not written completely. What was written to TCP counts as sent.
 * If JeroMQ's internals are not accessible, JeroMQ's linger applies, and nothing is
 * counted. Used by the thread that owns the socket.
 *
 * @since 0.1
 */
public final class UnsentMessages {

	private static final Log logger = LogFactory.getLog(UnsentMessages.class);

	private static final JeroMqInternals.@Nullable Unsent MEMBERS = JeroMqInternals.Unsent.FOUND;

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration FAILED_CALL_TIMEOUT = Duration.ofMillis(200);

	private static final long MIN_PAUSE_NANOS = 50_000;

	private static final long MAX_PAUSE_NANOS = 5_000_000;

	private final List<PeerQueue> queues = new ArrayList<>();

	private final SocketBase socket;

	private final Duration callTimeout;

	private final Deadline deadline;

	private boolean engineAnswers = true;

	private boolean discarded;

	private UnsentMessages(SocketBase socket, Duration linger, boolean engineWorks) {
		this.socket = socket;
		this.callTimeout = engineWorks ? CALL_TIMEOUT : FAILED_CALL_TIMEOUT;
		this.deadline = Deadline.in(engineWorks ? linger : Duration.ZERO);
	}

	/**
	 * Begin: the socket accepts no more connections.
	 * @param socket the socket, to which no message is given from now on
	 * @param linger the longest time to wait for messages to be sent
	 * @param engineWorks whether the threads of the engine work; if not, nothing is
	 * waited for
	 * @return the messages
	 */
	public static UnsentMessages of(SocketBase socket, Duration linger, boolean engineWorks) {
		UnsentMessages unsent = new UnsentMessages(socket, linger, engineWorks);
		if (MEMBERS != null) {
			unsent.begin(MEMBERS);
		}
		return unsent;
	}

	@SuppressWarnings("unchecked")
	private void begin(JeroMqInternals.Unsent members) {
		for (Pipe pipe : (Collection<Pipe>) members.pipes().get(this.socket)) {
			PeerQueue queue = new PeerQueue(members, pipe);
			if (queue.isUsed()) {
				this.queues.add(queue);
			}
		}
		if (!this.queues.isEmpty()) {
			closeListeners(members);
		}
	}

	/**
	 * Whether this replaces JeroMQ's linger.
	 * @return {@code false} if JeroMQ's internals are not accessible
	 */
	public boolean areKnown() {
		return MEMBERS != null && EngineProbe.SUPPORTED;
	}

	private void closeListeners(JeroMqInternals.Unsent members) {
		boundBy(members, this.socket)
			.forEach((listener) -> call(listener.getTid(), () -> close(channel(members, listener))));
	}

	private static List<Listener> boundBy(JeroMqInternals.Unsent members, SocketBase socket) {
		List<Listener> listeners = new ArrayList<>();
		for (Map.Entry<?, ?> entry : ((MultiMap<?, ?>) members.endpoints().get(socket)).entries()) {
			if (members.endpoint().get(entry.getKey()) instanceof Listener listener) {
				listeners.add(listener);
			}
		}
		return listeners;
	}

	private static @Nullable Closeable channel(JeroMqInternals.Unsent members, Listener listener) {
		if (listener instanceof TcpListener tcp) {
			return (ServerSocketChannel) members.listening().get(tcp);
		}
		return (listener instanceof Closeable channel) ? channel : null;
	}

	/**
	 * Create the action that frees the ports and files of a socket in any thread, if the
	 * I/O thread does not. It may be run after the socket was closed, and only then.
	 * @param socket the socket, not closed
	 * @return the action, which does nothing if JeroMQ's internals are not accessible
	 */
	public static Runnable closingListeners(SocketBase socket) {
		JeroMqInternals.Unsent members = MEMBERS;
		List<Closeable> channels = (members != null) ? boundBy(members, socket).stream()
			.map((listener) -> channel(members, listener))
			.filter(Objects::nonNull)
			.toList() : List.of();
		return () -> channels.forEach(UnsentMessages::close);
	}

	private static void close(@Nullable Closeable channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			logger.debug("A listening channel could not be closed; its socket is closed later", ex);
		}
	}

	/**
	 * Wait until all messages are received by the engines of their peers, for the linger
	 * at most.
	 * @param work lets the socket process the commands of the engine; called repeatedly
	 */
	public void await(Runnable work) {
		Interrupts.defer(() -> {
			long pause = MIN_PAUSE_NANOS;
			while (!this.discarded && !this.deadline.hasPassed() && this.engineAnswers && !advance()) {
				LockSupport.parkNanos(Math.min(pause, this.deadline.nanosLeft()));
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				pause = Math.min(2 * pause, MAX_PAUSE_NANOS);
				work.run();
			}
			return null;
		});
	}

	private boolean advance() {
		AtomicLong left = new AtomicLong();
		inEngine((queue) -> left.addAndGet(queue.advance() ? 0 : 1));
		return left.get() == 0;
	}

	/**
	 * Discard what is not sent. The socket has to be closed afterwards, without a linger.
	 * @return the number of messages, once per peer that does not receive them
	 */
	public long discard() {
		this.discarded = true;
		AtomicLong unsent = new AtomicLong();
		inEngine((queue) -> unsent.addAndGet(queue.cut()));
		if (!this.engineAnswers) {
			// No thread sends any more
			return this.queues.stream().mapToLong((queue) -> queue.waiting(this.socket)).sum();
		}
		return unsent.get() + this.queues.stream()
			.filter((queue) -> !queue.isSession())
			.mapToLong((queue) -> queue.waiting(this.socket))
			.sum();
	}

	private void inEngine(Consumer<PeerQueue> task) {
		Map<Integer, List<PeerQueue>> bySlot = this.queues.stream()
			.filter(PeerQueue::isSession)
			.collect(Collectors.groupingBy(PeerQueue::slot));
		bySlot.forEach((slot, ofSlot) -> call(slot, () -> ofSlot.forEach(task)));
	}

	private void call(int slot, Runnable task) {
		if (this.engineAnswers) {
			this.engineAnswers = EngineCall.run(this.socket.getCtx(), slot, task, this.callTimeout);
		}
	}

}
