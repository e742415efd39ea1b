package io.zmqspring.socket;

import java.time.Duration;

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

}
