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

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.support.Housekeeping;
import io.zmqspring.support.LogThrottle;
import io.zmqspring.support.Threads;

/**
 * One life of JeroMQ: its context and its threads, which start with the first socket. A
 * thread that has died or hangs cannot be revived; only another engine helps, and other
 * sockets with it. Safe for any thread.
 *
 * @since 0.1
 */
public final class Engine {

	private static final Log logger = LogFactory.getLog(Engine.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration BROKEN_CLOSE_TIMEOUT = Duration.ofMillis(100);

	static {
		// An assertion that fails in JeroMQ's I/O thread ends it and all sockets with it
		// (SessionBase.cleanPipes, when a peer leaves in the middle of a message). With
		// assertions off, as in production, the same moment does no harm.
		ZMQ.class.getClassLoader().setPackageAssertionStatus("zmq", false);
		ZMQ.class.getClassLoader().setPackageAssertionStatus("org.zeromq", false);
	}

	private final List<EngineThread> threads = new CopyOnWriteArrayList<>();

	private final LogThrottle notifications = new LogThrottle(Duration.ofSeconds(10));

	private final AtomicBoolean givenUp = new AtomicBoolean();

	private final Runnable duty = this::tick;

	private final ContextSettings settings;

	private final Housekeeping housekeeping;

	private final ZMQ.Context context;

	private volatile @Nullable EngineWatch watch;

	public Engine(ContextSettings settings, Housekeeping housekeeping) {
		this.settings = settings;
		this.housekeeping = housekeeping;
		this.context = ZMQ.context(settings.ioThreads());
		this.context.setMaxSockets(settings.maxSockets());
		this.context.setUncaughtExceptionHandler(this::threadDied);
		this.context.setNotificationExceptionHandler(this::notification);
		this.context.setThreadFactor(this::thread);
	}

	/**
	 * Make a socket.
	 * @param type its type
	 * @return the socket, of the calling thread
	 */
	public ZMQ.Socket socket(SocketType type) {
		ZMQ.Socket socket = this.context.socket(type);
		if (this.watch == null) {
			startWatch(socket);
		}
		return socket;
	}

	private synchronized void startWatch(ZMQ.Socket socket) {
		if (this.watch == null) {
			this.watch = new EngineWatch(socket.base().getCtx(), this.settings.ioThreads(), this.threads);
			this.housekeeping.addTask(this.duty);
		}
	}

	/**
	 * Who watches the threads.
	 * @return the watch
	 * @throws IllegalStateException before the first socket
	 */
	public EngineWatch watch() {
		EngineWatch current = this.watch;
		if (current == null) {
			throw new IllegalStateException("The ZeroMQ engine has no socket yet");
		}
		return current;
	}

	/**
	 * What is wrong with the engine.
	 * @return a sentence without a full stop, {@code null} if nothing is
	 */
	public @Nullable String fault() {
		EngineWatch current = this.watch;
		return (current != null) ? current.fault() : null;
	}

	/**
	 * The engine has failed: see that its sockets can be closed and its ports be bound by
	 * another one. Done once.
	 */
	public void giveUp() {
		if (!this.givenUp.compareAndSet(false, true)) {
			return;
		}
		this.threads.forEach((thread) -> {
			FailedThread failed = new FailedThread(thread.getName(), thread.loop());
			if (!thread.isAlive()) {
				failed.takeOver();
			}
			else if (watch().isSilent(thread)) {
				Thread releasing = new Thread(failed::freePorts, thread.getName() + "-ports");
				releasing.setDaemon(true);
				releasing.start();
			}
		});
	}

	private void tick() {
		watch().tick();
	}

	private Thread thread(Runnable target, String name) {
		EngineTimers.mend(target);
		EngineThread thread = new EngineThread(target, "zmq-" + name);
		thread.setUncaughtExceptionHandler(this::threadDied);
		this.threads.add(thread);
		return thread;
	}

	private void threadDied(Thread thread, Throwable cause) {
		logger.error("ZeroMQ engine thread '" + thread.getName() + "' has died; its sockets are dead with it", cause);
	}

	private void notification(Thread thread, Throwable cause) {
		if (cause.getCause() instanceof ClosedChannelException) {
			// The receiver of a command may have taken it and closed before it is woken
			logger.debug("A socket has closed before ZeroMQ engine thread '" + thread.getName() + "' could wake it",
					cause);
			return;
		}
		this.notifications.log((suffix) -> logger.warn("ZeroMQ engine thread '" + thread.getName()
				+ "' recovered from an exception, usually caused by a" + " peer that does not speak ZMTP" + suffix,
				cause));
	}

	/**
	 * End it once all its sockets are closed, waiting for their linger at most. Returns
	 * after 5 s at the latest, and at once if a thread of it has failed.
	 */
	public void close() {
		this.housekeeping.removeTask(this.duty);
		String fault = fault();
		if (fault != null) {
			giveUp();
		}
		// In a thread of its own: interrupting term() would make it impossible for ever
		Thread terminator = new Thread(this.context::term, "zmq-terminator");
		terminator.setDaemon(true);
		terminator.start();
		if (!Threads.join(terminator, (fault != null) ? BROKEN_CLOSE_TIMEOUT : CLOSE_TIMEOUT)) {
			logger
				.warn("The ZeroMQ context did not end " + ((fault != null) ? "and is left behind: " + fault : "within "
						+ CLOSE_TIMEOUT.toSeconds() + " s; a handler that does not return still holds a socket"));
		}
	}

}
