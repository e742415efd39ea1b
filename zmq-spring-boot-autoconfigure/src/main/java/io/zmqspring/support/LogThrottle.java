package io.zmqspring.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Lets at most one log line through per interval and counts the ones it held back, so
 * that no peer can flood the log. Safe for any number of threads.
 */
public final class LogThrottle {

	private final long intervalNanos;

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	private final AtomicLong heldBack = new AtomicLong();

	public LogThrottle(Duration interval) {
		this.intervalNanos = interval.toNanos();
	}

	/**
	 * Log now or count.
	 * @param log called with the number of lines held back since the last one, at most
	 * once per interval
	 */
	public void log(LongConsumer log) {
		long now = System.nanoTime();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + this.intervalNanos)) {
			log.accept(this.heldBack.getAndSet(0));
		}
		else {
			this.heldBack.incrementAndGet();
		}
	}

}
