package io.zmqspring.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.core.instrument.Timer;
import io.zmqspring.role.CallRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one handler: one for the calls that succeed, one for each kind of
 * failure.
 */
final class HandlerTimer implements CallRecorder {

	static final String NO_EXCEPTION = "none";

	private static final String OTHER = "other";

	private static final int MOST_EXCEPTIONS = 100;

	private final Map<String, List<Timer>> failures = new ConcurrentHashMap<>();

	private final Function<String, List<Timer>> timers;

	private final List<Timer> success;

	/**
	 * Create the timers.
	 * @param timers makes those of an exception, one per registry
	 */
	HandlerTimer(Function<String, List<Timer>> timers) {
		this.timers = timers;
		this.success = timers.apply(NO_EXCEPTION);
	}

	@Override
	public void record(long nanos, long times, @Nullable String exception) {
		List<Timer> told = (exception != null) ? failed(exception) : this.success;
		for (Timer timer : told) {
			for (long i = 0; i < times; i++) {
				timer.record(nanos, TimeUnit.NANOSECONDS);
			}
		}
	}

	private List<Timer> failed(String exception) {
		List<Timer> known = this.failures.get(exception);
		if (known != null) {
			return known;
		}
		String kept = (this.failures.size() < MOST_EXCEPTIONS) ? exception : OTHER;
		return this.failures.computeIfAbsent(kept, this.timers);
	}

}
