package io.zmqspring.handler;

import org.jspecify.annotations.Nullable;

/**
 * Does the work of a worker. Called on as many threads at once as the worker's
 * {@code concurrency} says.
 *
 * @param <W> the type work is read as
 */
@FunctionalInterface
public interface WorkHandler<W> {

	/**
	 * Do one item of work.
	 * @param work the work
	 * @return the result to push; {@code null} to push none; a {@code CompletionStage} to
	 * push its value when it completes
	 * @throws Exception to have the item counted as failed and reported to the
	 * {@link ZmqErrorHandler}; no result is pushed
	 */
	@Nullable Object handle(W work) throws Exception;

}
