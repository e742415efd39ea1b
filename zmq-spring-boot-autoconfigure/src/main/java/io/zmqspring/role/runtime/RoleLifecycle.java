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

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;
import io.zmqspring.support.FailureLog;

/**
 * The life cycle of a role: which state follows which, one change at a time, with its
 * event. Starting and stopping are idempotent and may alternate without limit.
 *
 * @since 0.1
 */
public final class RoleLifecycle {

	/** Publishers and controllers start before everything else and stop after it. */
	public static final int OUTBOUND_PHASE = Integer.MIN_VALUE + 1000;

	/**
	 * Subscribers and workers start last and stop first: above the web server's graceful
	 * shutdown, so that handlers can still publish while they finish.
	 */
	public static final int INBOUND_PHASE = Integer.MAX_VALUE - 100;

	private static final Log logger = LogFactory.getLog(RoleLifecycle.class);

	private final FailureLog failedEvents;

	private final ReentrantLock changing = new ReentrantLock();

	private final AtomicReference<ZmqState> state = new AtomicReference<>(ZmqState.INITIALIZED);

	private final String role;

	private final String name;

	private final ApplicationEventPublisher events;

	// Used under the lock: what a restart after an engine failure has to restore
	private @Nullable ZmqState beforeFailure;

	RoleLifecycle(String role, String name, ApplicationEventPublisher events) {
		this.role = role;
		this.name = name;
		this.failedEvents = FailureLog.warnings(logger,
				() -> "A listener to the state of " + role + " '" + name + "' has thrown an exception");
		this.events = events;
	}

	ZmqState state() {
		return this.state.get();
	}

	/**
	 * Start, unless open already. A failed start releases what it had opened.
	 * @param source the role
	 * @param open opens the sockets
	 * @param release closes what {@code open} has opened, whole or in part
	 */
	void start(Object source, Runnable open, Runnable release) {
		this.changing.lock();
		try {
			if (state().canStart()) {
				this.beforeFailure = null;
				openSockets(source, open, release);
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	private void openSockets(Object source, Runnable open, Runnable release) {
		ZmqState before = state();
		if (before == ZmqState.FAILED) {
			// A role that failed while it was running still has its other sockets open
			release.run();
		}
		change(source, before, ZmqState.STARTING);
		try {
			open.run();
		}
		catch (RuntimeException | Error ex) {
			releaseAfter(ex, release);
			change(source, state(), ZmqState.FAILED);
			throw ex;
		}
		if (this.state.compareAndSet(ZmqState.STARTING, ZmqState.RUNNING)) {
			publish(source, ZmqState.STARTING, ZmqState.RUNNING);
		}
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
	 * @param source the role
	 * @param release closes the sockets
	 */
	void stop(Object source, Runnable release) {
		this.changing.lock();
		try {
			ZmqState before = state();
			if (before.isOpen() || before == ZmqState.FAILED) {
				change(source, before, ZmqState.STOPPING);
				try {
					release.run();
				}
				finally {
					change(source, ZmqState.STOPPING, ZmqState.STOPPED);
				}
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	/**
	 * Change from one open state to another.
	 * @param source the role
	 * @param from the state to leave
	 * @param to the state to reach
	 * @param action done in between
	 */
	void move(Object source, ZmqState from, ZmqState to, Runnable action) {
		this.changing.lock();
		try {
			if (state() == from) {
				action.run();
				if (this.state.compareAndSet(from, to)) {
					publish(source, from, to);
				}
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	/**
	 * Close and open again after an engine failure, if open. A failed attempt releases
	 * what it had opened and leaves the role failed; it may be repeated.
	 * @param source the role
	 * @param open opens the sockets
	 * @param release closes them
	 * @return the state before the failure; {@code null} if the sockets could not be
	 * opened
	 */
	@Nullable ZmqState restart(Object source, Runnable open, Runnable release) {
		this.changing.lock();
		try {
			ZmqState before = state();
			if (before.isOpen()) {
				this.beforeFailure = before;
				failOpenSockets(source, before, release);
			}
			else if (before != ZmqState.FAILED) {
				return before;
			}
			openSockets(source, open, release);
			return (this.beforeFailure != null) ? this.beforeFailure : before;
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The " + this.role + " '" + this.name + "' could not be started again", ex);
			return null;
		}
		finally {
			this.changing.unlock();
		}
	}

	private void failOpenSockets(Object source, ZmqState before, Runnable release) {
		change(source, before, ZmqState.STOPPING);
		try {
			release.run();
		}
		catch (RuntimeException | Error ex) {
			// The sockets of a failed engine may be inconsistent
			logger.warn("The sockets of " + this.role + " '" + this.name + "' could not be closed and are left behind",
					ex);
		}
		finally {
			change(source, ZmqState.STOPPING, ZmqState.FAILED);
		}
	}

	/**
	 * Mark the role as failed. Does not wait for a stop in progress, because that may be
	 * waiting for the caller.
	 * @param source the role
	 */
	void fail(Object source) {
		ZmqState before = state();
		if ((before.isOpen() || before == ZmqState.STARTING) && this.state.compareAndSet(before, ZmqState.FAILED)) {
			publish(source, before, ZmqState.FAILED);
		}
	}

	/**
	 * Close what a failed role still has open, unless it was stopped or started
	 * meanwhile.
	 * @param release closes the sockets
	 */
	void releaseFailed(Runnable release) {
		this.changing.lock();
		try {
			if (state() == ZmqState.FAILED) {
				release.run();
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	private void change(Object source, ZmqState from, ZmqState to) {
		this.state.set(to);
		publish(source, from, to);
	}

	private void publish(Object source, ZmqState from, ZmqState to) {
		try {
			this.events.publishEvent(new ZmqStateChangedEvent(source, this.role, this.name, from, to));
		}
		catch (Throwable ex) {
			this.failedEvents.add(ex);
			// Heartbeats follow this event: the start has to be repeated
			if (to == ZmqState.RUNNING && ex instanceof VirtualMachineError error) {
				throw error;
			}
		}
	}

}
