package io.zmqspring.role;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The life of a role: which state follows which, one change at a time, with its event.
 * Starting and stopping are idempotent and may alternate for ever.
 */
final class RoleLifecycle {

	/** Publishers and the like start before everything else and stop after it. */
	static final int OUTBOUND_PHASE = Integer.MIN_VALUE + 1000;

	/**
	 * Subscribers and the like start last and stop first: above the web server's graceful
	 * shutdown, so that handlers can still publish while they finish.
	 */
	static final int INBOUND_PHASE = Integer.MAX_VALUE - 100;

	private static final Log logger = LogFactory.getLog(RoleLifecycle.class);

	private final ReentrantLock changing = new ReentrantLock();

	private final AtomicReference<ZmqState> state = new AtomicReference<>(ZmqState.INITIALIZED);

	private final Object source;

	private final String role;

	private final String name;

	private final ApplicationEventPublisher events;

	RoleLifecycle(Object source, String role, String name, ApplicationEventPublisher events) {
		this.source = source;
		this.role = role;
		this.name = name;
		this.events = events;
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
		this.changing.lock();
		try {
			if (state().isOpen()) {
				return;
			}
			ZmqState before = state();
			if (before == ZmqState.FAILED) {
				// Who ended by itself while running still has the rest open
				release.run();
			}
			change(before, ZmqState.STARTING);
			try {
				open.run();
			}
			catch (RuntimeException | Error ex) {
				release.run();
				change(state(), ZmqState.FAILED);
				throw ex;
			}
			if (this.state.compareAndSet(ZmqState.STARTING, ZmqState.RUNNING)) {
				publish(ZmqState.STARTING, ZmqState.RUNNING);
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	/**
	 * Stop, unless not open.
	 * @param release closes the sockets
	 */
	void stop(Runnable release) {
		this.changing.lock();
		try {
			ZmqState before = state();
			if (before.isOpen() || before == ZmqState.FAILED) {
				change(before, ZmqState.STOPPING);
				try {
					release.run();
				}
				finally {
					change(ZmqState.STOPPING, ZmqState.STOPPED);
				}
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	/**
	 * Go from one open state to another.
	 * @param from the state to leave
	 * @param to the state to reach
	 * @param action done in between
	 */
	void move(ZmqState from, ZmqState to, Runnable action) {
		this.changing.lock();
		try {
			if (state() == from) {
				action.run();
				change(from, to);
			}
		}
		finally {
			this.changing.unlock();
		}
	}

	/**
	 * The role has ended by itself. Does not wait for a stop in progress, which may be
	 * waiting for the caller.
	 */
	void fail() {
		ZmqState before = state();
		if ((before.isOpen() || before == ZmqState.STARTING) && this.state.compareAndSet(before, ZmqState.FAILED)) {
			publish(before, ZmqState.FAILED);
		}
	}

	private void change(ZmqState from, ZmqState to) {
		this.state.set(to);
		publish(from, to);
	}

	private void publish(ZmqState from, ZmqState to) {
		try {
			this.events.publishEvent(new ZmqStateChangedEvent(this.source, this.role, this.name, from, to));
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to the state of " + this.role + " '" + this.name + "' has thrown", ex);
		}
	}

}
