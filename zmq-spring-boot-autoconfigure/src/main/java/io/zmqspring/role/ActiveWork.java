package io.zmqspring.role;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * An item of work in hand. Ends once: by its result or by its time-out.
 */
final class ActiveWork {

	private final byte[] work;

	private final long started = System.nanoTime();

	private @Nullable Thread thread;

	private @Nullable CompletionStage<?> stage;

	private boolean ended;

	ActiveWork(byte[] work, Thread thread) {
		this.work = work;
		this.thread = thread;
	}

	byte[] work() {
		return this.work;
	}

	boolean isOlderThan(long nanos) {
		return System.nanoTime() - this.started > nanos;
	}

	/** The handler has returned a promise instead of a result. */
	synchronized void continueAsync(CompletionStage<?> promised) {
		this.thread = null;
		this.stage = promised;
	}

	/**
	 * End by a result.
	 * @return {@code false} if the time-out came first
	 */
	synchronized boolean finish() {
		boolean first = !this.ended;
		this.ended = true;
		this.thread = null;
		return first;
	}

	/**
	 * End by a time-out: interrupt the handler, or cancel its promise.
	 * @return {@code false} if a result came first
	 */
	synchronized boolean abandon() {
		if (this.ended) {
			return false;
		}
		this.ended = true;
		interrupt();
		return true;
	}

	/** Interrupt the handler, or cancel its promise, without ending. */
	synchronized void interrupt() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
		if (this.stage != null) {
			this.stage.toCompletableFuture().cancel(true);
		}
	}

	synchronized String where() {
		return (this.thread != null) ? this.thread.getName() + " at " + Stacks.top(this.thread.getStackTrace())
				: "an asynchronous result that has not come";
	}

}
