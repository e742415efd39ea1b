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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.support.Deadline;

/**
 * The life cycle of a role: which state follows which, one change at a time, with its
 * event. Starting and stopping are idempotent and may alternate without limit.
 *
 * @since 0.1
 */
public final class RoleLifecycle {

	/** Publishers and controllers start before everything else and stop after it. */
	public static final int OUTBOUND_PHASE = Integer.MIN_VALUE + 1000;

	/** Proxies start before the other roles and stop after them. */
	public static final int PROXY_PHASE = OUTBOUND_PHASE - 100;

	/**
	 * Subscribers and workers start last and stop first: above the web server's graceful
	 * shutdown, so that handlers can still publish while they finish.
	 */
	public static final int INBOUND_PHASE = Integer.MAX_VALUE - 100;

	private static final Log logger = LogFactory.getLog(RoleLifecycle.class);

	private final ChangeLock changing = new ChangeLock();

	private final AtomicReference<ZmqState> state = new AtomicReference<>(ZmqState.INITIALIZED);

	private final List<AwaitedState> awaited = new CopyOnWriteArrayList<>();

	private final String owner;

	private final BiConsumer<ZmqState, ZmqState> changed;

	// Used under the lock: what a restart after an engine failure has to restore
	private @Nullable ZmqState beforeFailure;

	/**
	 * Create the exception for the use of a role that is not running.
	 * @param problem the role and its problem
	 * @return the exception, which says when the role can be used
	 */
	public static ZmqException notRunning(String problem) {
		return new ZmqException(problem + ". It starts and stops with the application context: use it from an"
				+ " ApplicationRunner at the earliest, and at the latest in a listener of ContextClosedEvent or in the"
				+ " stop() of a SmartLifecycle bean, because @PreDestroy and other destroy methods are called when it"
				+ " has stopped");
	}

	/**
	 * Create a life cycle.
	 * @param owner the kind and name of the role, for log messages
	 * @param changed told each change in its order, from one state to another; must not
	 * call code of the application
	 */
	RoleLifecycle(String owner, BiConsumer<ZmqState, ZmqState> changed) {
		this.owner = owner;
		this.changed = changed;
	}

	ZmqState state() {
		return this.state.get();
	}

	/**
	 * Start, unless open already. A failed start releases what it had opened.
	 * @param open opens the sockets
	 * @param release closes what {@code open} has opened, whole or in part
	 */
	void start(Runnable open, Runnable release) {
		this.changing.run(() -> {
			if (state().canStart()) {
				this.beforeFailure = null;
				openSockets(open, release);
			}
		});
	}

	private void openSockets(Runnable open, Runnable release) {
		ZmqState before = state();
		if (before == ZmqState.FAILED) {
			// A role that failed while it was running still has its other sockets open
			release.run();
		}
		change(before, ZmqState.STARTING);
		try {
			open.run();
		}
		catch (RuntimeException | Error ex) {
			releaseAfter(ex, release);
			change(state(), ZmqState.FAILED);
			throw ex;
		}
		changeIf(ZmqState.STARTING, ZmqState.RUNNING);
	}

	private static void releaseAfter(Throwable failure, Runnable release) {
		try {
			release.run();
		}
		catch (RuntimeException | Error ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Stop, unless not open.
	 * @param release closes the sockets
	 */
	void stop(Runnable release) {
		this.changing.run(() -> {
			ZmqState before = state();
			if (before.isOpen() || before == ZmqState.FAILED) {
				closeSockets(before, ZmqState.STOPPED, release);
			}
		});
	}

	private void closeSockets(ZmqState before, ZmqState after, Runnable release) {
		change(before, ZmqState.STOPPING);
		try {
			release.run();
		}
		finally {
			change(ZmqState.STOPPING, after);
		}
	}

	/**
	 * Change from one open state to another.
	 * @param from the state to leave
	 * @param to the state to reach
	 * @param action done in between
	 */
	void move(ZmqState from, ZmqState to, Runnable action) {
		this.changing.run(() -> {
			if (state() == from) {
				action.run();
				changeIf(from, to);
			}
		});
	}

	/**
	 * Close and open again after an engine failure, if open. A failed attempt releases
	 * what it had opened and leaves the role failed; it may be repeated.
	 * @param open opens the sockets
	 * @param release closes them
	 * @return the state before the failure; {@code null} if the sockets could not be
	 * opened
	 */
	@Nullable ZmqState restart(Runnable open, Runnable release) {
		AtomicReference<@Nullable ZmqState> before = new AtomicReference<>();
		try {
			this.changing.run(() -> before.set(restartSockets(open, release)));
			return before.get();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The " + this.owner + " could not be started again", ex);
			return null;
		}
	}

	private ZmqState restartSockets(Runnable open, Runnable release) {
		ZmqState before = state();
		if (before.isOpen()) {
			this.beforeFailure = before;
			closeSockets(before, ZmqState.FAILED, () -> releaseIfPossible(release));
		}
		else if (before != ZmqState.FAILED) {
			return before;
		}
		openSockets(open, release);
		return (this.beforeFailure != null) ? this.beforeFailure : before;
	}

	private void releaseIfPossible(Runnable release) {
		try {
			release.run();
		}
		catch (RuntimeException | Error ex) {
			// The sockets of a failed engine may be inconsistent
			logger.warn("The sockets of " + this.owner + " could not be closed and are left behind", ex);
		}
	}

	/**
	 * Mark the role as failed. Does not wait for a stop in progress, because that may be
	 * waiting for the caller.
	 */
	void fail() {
		ZmqState before = state();
		if (before.isOpen() || before == ZmqState.STARTING) {
			changeIf(before, ZmqState.FAILED);
		}
	}

	/**
	 * Close what a failed role still has open, unless it was stopped or started
	 * meanwhile.
	 * @param release closes the sockets
	 */
	void releaseFailed(Runnable release) {
		this.changing.run(() -> {
			if (state() == ZmqState.FAILED) {
				release.run();
			}
		});
	}

	/**
	 * Wait for a state.
	 * @param wanted the state
	 * @param timeout the longest wait
	 * @return whether it was reached, even if it has been left again; {@code false} if
	 * interrupted
	 */
	boolean awaitState(ZmqState wanted, Duration timeout) {
		AwaitedState await = new AwaitedState(wanted, new CountDownLatch(1));
		this.awaited.add(await);
		try {
			return state() == wanted || await.reached().await(Deadline.in(timeout).nanosLeft(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.awaited.remove(await);
		}
	}

	private void changeIf(ZmqState from, ZmqState to) {
		if (this.state.compareAndSet(from, to)) {
			changed(from, to);
		}
	}

	private void change(ZmqState from, ZmqState to) {
		this.state.set(to);
		changed(from, to);
	}

	private void changed(ZmqState from, ZmqState to) {
		this.awaited.forEach((await) -> await.reachedIf(to));
		this.changed.accept(from, to);
	}

	/**
	 * A thread that waits for a state.
	 */
	private record AwaitedState(ZmqState wanted, CountDownLatch reached) {

		void reachedIf(ZmqState current) {
			if (current == this.wanted) {
				this.reached.countDown();
			}
		}

	}

}
