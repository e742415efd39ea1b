package io.zmqspring.role;

import org.jspecify.annotations.Nullable;

/**
 * Told how long the calls of a handler take. Called from any thread, at times from
 * several.
 */
@FunctionalInterface
public interface CallRecorder {

	/**
	 * Record calls.
	 * @param nanos how long each took, in nanoseconds; of an asynchronous handler until
	 * its result came
	 * @param times how many calls, at least one
	 * @param exception the simple name of what they threw, {@code null} if nothing
	 */
	void record(long nanos, long times, @Nullable String exception);

}
