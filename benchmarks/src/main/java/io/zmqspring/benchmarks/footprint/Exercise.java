package io.zmqspring.benchmarks.footprint;

/**
 * Uses a part of the application once, so that what it allocates on first use is there
 * when the footprint is taken.
 */
interface Exercise {

	/**
	 * Use it, and return when it has worked.
	 * @throws InterruptedException if interrupted
	 * @throws IllegalStateException if it has not worked in time
	 */
	void complete() throws InterruptedException;

}
