package io.zmqspring.settings;

import java.time.Duration;

/**
 * Checks of durations in settings.
 */
final class Durations {

	private Durations() {
	}

	static void checkPositive(String key, Duration duration) {
		if (duration.toMillis() < 1 || duration.toMillis() > Integer.MAX_VALUE) {
			throw new InvalidSettingException(key, duration, "is out of range",
					"Write a duration of at least 1ms and less than 24 days.");
		}
	}

}
