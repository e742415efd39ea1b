package io.zmqspring.settings;

import java.time.Duration;
import java.util.Locale;

/**
 * How soon messages have to be handled (Experimance design, section on latency). Messages
 * of different classes must not share a socket.
 */
public enum LatencyClass {

	/** Commands: 10 ms. */
	CONTROL(Duration.ofMillis(10)),

	/** Measurements and pictures: 100 ms. */
	TELEMETRY(Duration.ofMillis(100)),

	/** Logs and metrics: 1 s. */
	LOGGING(Duration.ofSeconds(1));

	private final Duration budget;

	LatencyClass(Duration budget) {
		this.budget = budget;
	}

	/**
	 * How long a handler may take for a message.
	 * @return the time
	 */
	public Duration budget() {
		return this.budget;
	}

	/**
	 * As it stands in settings.
	 * @return such as {@code control}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
