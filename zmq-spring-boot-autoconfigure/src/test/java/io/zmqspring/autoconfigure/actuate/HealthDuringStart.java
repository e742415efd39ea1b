/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the health of the subscriber {@code in} while the application starts, at a time
 * when a web server could already receive requests.
 */
class HealthDuringStart implements SmartLifecycle {

	private final ZmqHealthContributor contributor;

	@Nullable Health health;

	HealthDuringStart(ZmqHealthContributor contributor) {
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
