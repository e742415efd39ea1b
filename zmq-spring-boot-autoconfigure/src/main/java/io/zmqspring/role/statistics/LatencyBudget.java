package io.zmqspring.role.statistics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.zmqspring.settings.LatencyClass;
import io.zmqspring.settings.SettingText;
import io.zmqspring.support.LogThrottle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Holds the calls of one listener against the budget of its latency class: an overrun is
 * counted, and warned about once a minute.
 */
final class LatencyBudget {

	private static final Log logger = LogFactory.getLog(LatencyBudget.class);

	private final LogThrottle warnings = new LogThrottle(Duration.ofMinutes(1));

	private final LatencyClass latencyClass;

	private final String listener;

	private final LongAdder overruns;

	private final long nanos;

	LatencyBudget(LatencyClass latencyClass, String listener, LongAdder overruns) {
		this.latencyClass = latencyClass;
		this.listener = listener;
		this.overruns = overruns;
		this.nanos = latencyClass.budget().toNanos();
	}

	void check(long taken) {
		if (taken > this.nanos) {
			this.overruns.increment();
			this.warnings.log((heldBack) -> logger
				.warn(this.listener + " took " + taken / 1_000_000 + " ms for a message, more than the "
						+ SettingText.of(this.latencyClass.budget()) + " of the latency class " + this.latencyClass
						+ " (" + heldBack + " more since the last warning)"));
		}
	}

}
