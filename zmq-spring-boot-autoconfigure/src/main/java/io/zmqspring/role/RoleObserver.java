package io.zmqspring.role;

import org.jspecify.annotations.Nullable;

/**
 * Hears of what a role has that can be measured, when it is observed and whenever there
 * is more. May be called from any thread, and about the same thing more than once; what
 * it throws is logged and does no harm.
 */
public interface RoleObserver {

	/**
	 * There is a handler.
	 * @param id its id; several handlers may share one
	 * @return told how long its calls take; {@code null} to have them not timed
	 */
	@Nullable CallRecorder handlerAdded(String id);

	/**
	 * The calls of a handler are held against the budget of a latency class.
	 * @param id its id
	 * @see ZmqStatistics#overruns()
	 */
	void overrunsCounted(String id);

	/**
	 * There is no handler of an id any more.
	 * @param id the id
	 */
	void handlerRemoved(String id);

	/**
	 * There are failures of a kind.
	 * @param exception the simple name of what was thrown
	 * @see ZmqStatistics#failures()
	 */
	void failureAdded(String exception);

	/**
	 * The role is gone, or has another observer now.
	 */
	void ended();

}
