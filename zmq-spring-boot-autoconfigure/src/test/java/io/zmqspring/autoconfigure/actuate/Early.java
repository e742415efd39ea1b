package io.zmqspring.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the health of the subscriber {@code in} while the application starts, when a
 * web server would serve already.
 */
class Early implements SmartLifecycle {

	private final ZmqHealthContributor contributor;

	@Nullable Health health;

	Early(ZmqHealthContributor contributor) {
		this.contributor = contributor;
	}

	@Override
	public void start() {
		if (this.contributor.getContributor("subscriber.in") instanceof HealthIndicator indicator) {
			this.health = indicator.health();
		}
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
