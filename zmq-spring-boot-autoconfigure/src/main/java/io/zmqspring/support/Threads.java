package io.zmqspring.support;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Waits that neither hang nor lose an interrupt.
 */
public final class Threads {

	private Threads() {
	}

	/**
	 * Wait for a thread to end. An interrupt of the caller does not cut the wait short;
	 * it is restored afterwards, because a half-stopped socket is worse than a late one.
	 * @param thread the thread to wait for
	 * @param timeout the longest wait
	 * @return whether the thread has ended
	 */
	public static boolean join(Thread thread, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean interrupted = false;
		try {
			while (thread.isAlive()) {
				long left = (deadline - System.nanoTime()) / 1_000_000;
				if (left <= 0) {
					return false;
				}
				try {
					thread.join(left);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			return true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Take permits and give them back: wait until that many are free. An interrupt of the
	 * caller does not cut the wait short; it is restored afterwards.
	 * @param permits the permits
	 * @param count how many have to be free
	 * @param timeout the longest wait
	 * @return whether they were
	 */
	public static boolean awaitFree(Semaphore permits, int count, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				try {
					long left = Math.max(0, deadline - System.nanoTime());
					boolean free = permits.tryAcquire(count, left, TimeUnit.NANOSECONDS);
					if (free) {
						permits.release(count);
					}
					return free;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
