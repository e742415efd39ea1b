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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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
 * A context of JeroMQ and its threads, which start with the first socket. A thread that
 * has died or hangs cannot be repaired: another engine with other sockets must replace
 * it. Safe for any thread.
 *
 * @since 0.1
 */
public final class Engine {

	private static final Log logger = LogFactory.getLog(Engine.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration BROKEN_CLOSE_TIMEOUT = Duration.ofMillis(100);

	static {
		// An assertion that fails in JeroMQ's I/O thread ends the thread and all sockets
		// (SessionBase.cleanPipes, if a peer disconnects in the middle of a message).
		// With assertions off, as in production, the same moment has no effect.
		ZMQ.class.getClassLoader().setPackageAssertionStatus("zmq", false);
		ZMQ.class.getClassLoader().setPackageAssertionStatus("org.zeromq", false);
	}

	private final List<EngineThread> threads = new CopyOnWriteArrayList<>();

	private final LogThrottle notifications = new LogThrottle(Duration.ofSeconds(10));

	private final Runnable check = this::check;

	private final ContextSettings settings;

	private final Housekeeping housekeeping;

	private final ZMQ.Context context;

	private volatile @Nullable EngineWatch watch;

	private volatile @Nullable VirtualMachineError failure;

	/**
	 * Create an engine. Its threads start with its first socket.
	 * @param settings the settings
	 * @param housekeeping runs the checks of its threads
	 */
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
	 * Create a socket.
	 * @param type its type
	 * @return the socket, owned by the calling thread
	 */
	public ZMQ.Socket socket(SocketType type) {
		try {
			ZMQ.Socket socket = this.context.socket(type);
			SocketMailbox.install(socket.base());
			if (this.watch == null) {
				startWatch(socket);
			}
			return socket;
		}
		catch (VirtualMachineError ex) {
			// JeroMQ does not repeat the start of its threads
			failed(ex);
			throw ex;
		}
	}

	private synchronized void startWatch(ZMQ.Socket socket) {
		if (this.watch == null) {
			this.watch = new EngineWatch(socket.base().getCtx(), this.settings.ioThreads(), this.threads);
			this.housekeeping.addTask(this.check);
		}
	}

	/**
	 * The watch of the threads.
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
	 * Take note of an exception that was thrown while a socket of this engine was used.
	 * After a lack of memory or stack, JeroMQ may have lost a command or a part of a
	 * message, so the engine counts as failed. Allocates nothing and never throws.
	 * @param cause the exception; others than a {@link VirtualMachineError} have no
	 * effect
	 */
	public void failed(Throwable cause) {
		if (cause instanceof VirtualMachineError error && this.failure == null) {
			this.failure = error;
		}
	}

	/**
	 * Whether an exception has made this engine inconsistent, and it and its sockets will
	 * be replaced.
	 * @return {@code false} also if the settings do not allow that
	 */
	public boolean willBeReplaced() {
		return this.failure != null && this.settings.restartOnFailure();
	}

	/**
	 * The fault of the engine.
	 * @return a sentence without a full stop, {@code null} if there is none
	 */
	public @Nullable String fault() {
		String ofThreads = faultOfThreads();
		VirtualMachineError cause = this.failure;
		if (ofThreads != null || cause == null) {
			return ofThreads;
		}
		return "the ZeroMQ engine may be inconsistent after " + cause;
	}

	private @Nullable String faultOfThreads() {
		EngineWatch current = this.watch;
		return (current != null) ? current.fault() : null;
	}

	/**
	 * Clean up a failed engine, so that its sockets can be closed and another engine can
	 * bind its ports. To be repeated until all its sockets are closed, because a lack of
	 * memory may interrupt it.
	 */
	public void cleanUp() {
		EngineWatch current = this.watch;
		for (EngineThread thread : this.threads) {
			if (!thread.isAlive()) {
				thread.failed().takeOver();
			}
			else if (current != null && current.isSilent(thread)) {
				thread.failed().freePorts();
			}
		}
	}

	private void check() {
		watch().tick();
		// Here, so that the start does not wait for it. Logs at most once
		EngineFeature.report();
	}

	private Thread thread(Runnable target, String name) {
		EngineTimers.repair(target);
		EngineThread thread = new EngineThread(target, "zmq-" + name);
		thread.setUncaughtExceptionHandler(this::threadDied);
		this.threads.add(thread);
		return thread;
	}

	private void threadDied(Thread thread, Throwable cause) {
		logger.error("ZeroMQ engine thread '" + thread.getName() + "' has died; its sockets are dead with it", cause);
	}

	private void notification(Thread thread, Throwable cause) {
		this.notifications.log((suffix) -> logger.warn(
				"ZeroMQ engine thread '" + thread.getName()
						+ "' recovered from an exception, usually caused by a peer that does not speak ZMTP" + suffix,
				cause));
	}

	/**
	 * End the engine when all its sockets are closed, after their linger at the latest.
	 * Returns within 5 s, and at once if one of its threads has failed.
	 */
	public void close() {
		this.housekeeping.removeTask(this.check);
		String fault = faultOfThreads();
		if (fault != null) {
			cleanUp();
		}
		// In a thread of its own, because an interrupted term() can never be completed
		Thread terminator = Threads.daemon(this.context::term, "zmq-terminator");
		terminator.start();
		if (!Threads.join(terminator, (fault != null) ? BROKEN_CLOSE_TIMEOUT : CLOSE_TIMEOUT)) {
			logger
				.warn("The ZeroMQ context did not end " + ((fault != null) ? "and is left behind: " + fault : "within "
						+ CLOSE_TIMEOUT.toSeconds() + " s; a handler that does not return still holds a socket"));
		}
	}

}
