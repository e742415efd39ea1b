package io.zmqspring.role;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqTimeoutException;

/**
 * Sends a copy of the work to several pools without one waiting for another: whoever can
 * take it gets it at once, the rest is tried again until the time is up.
 */
final class Broadcast {

	private static final long RETRY_NANOS = 1_000_000;

	private final Map<String, SendOutcome> outcomes = new HashMap<>();

	private final byte[] work;

	private Broadcast(byte[] work) {
		this.work = work;
	}

	static Map<String, SendOutcome> send(byte[] work, Collection<WorkerPool> pools, Duration timeout) {
		Broadcast broadcast = new Broadcast(work);
		long deadline = System.nanoTime() + timeout.toNanos();
		Set<WorkerPool> left = new LinkedHashSet<>(pools);
		left.removeIf(broadcast::attempt);
		while (!left.isEmpty() && System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(RETRY_NANOS);
			left.removeIf(broadcast::attempt);
		}
		return Map.copyOf(broadcast.outcomes);
	}

	private boolean attempt(WorkerPool pool) {
		SendOutcome outcome = outcome(pool);
		this.outcomes.put(pool.name(), outcome);
		return outcome.accepted() || !(outcome.error() instanceof ZmqTimeoutException);
	}

	private SendOutcome outcome(WorkerPool pool) {
		try {
			pool.send(this.work, Duration.ZERO);
			return new SendOutcome(true, null);
		}
		catch (ZmqException ex) {
			return new SendOutcome(false, ex);
		}
	}

}
