package io.zmqspring.handler;

/**
 * Handles the results of a controller's workers that no request waits for.
 *
 * @param <R> the type results are read as
 */
@FunctionalInterface
public interface ResultHandler<R> {

	/**
	 * Handle one result.
	 * @param pool the pool it came from
	 * @param result the result
	 * @throws Exception to have the result counted as failed and reported to the
	 * {@link ZmqErrorHandler}
	 */
	void handle(String pool, R result) throws Exception;

}
