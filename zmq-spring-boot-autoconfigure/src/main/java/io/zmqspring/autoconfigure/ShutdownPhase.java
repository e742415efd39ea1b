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

package io.zmqspring.autoconfigure;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.settings.SettingText;

/**
 * The time that Spring waits for the roles of one phase when the context closes. A role
 * that needs longer would be stopped while the beans that its handlers use are destroyed,
 * so its handlers are interrupted earlier.
 */
class ShutdownPhase {

	private static final Log logger = LogFactory.getLog(ShutdownPhase.class);

	private static final String KEY = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final Duration DEFAULT = Duration.ofSeconds(30);

	// After the time-out: interrupted handlers return, sockets close, errors are reported
	private static final Duration CLEANUP = Duration.ofSeconds(2);

	private final Duration timeout;

	ShutdownPhase(Environment environment) {
		this.timeout = Binder.get(environment).bind(KEY, Duration.class).orElse(DEFAULT);
	}

	/**
	 * Limit the time that the stop of a role takes.
	 * @param role the role
	 * @param key the key of its {@code shutdown-timeout} or {@code linger}
	 * @param configured the value of the key
	 */
	void limit(AbstractZmqRole role, String key, Duration configured) {
		Duration half = this.timeout.dividedBy(2);
		Duration rest = this.timeout.minus(CLEANUP);
		Duration longest = (rest.compareTo(half) > 0) ? rest : half;
		if (configured.compareTo(longest) > 0) {
			logger.warn("zmq." + key + " is " + SettingText.of(configured) + ", but a stop may take "
					+ SettingText.of(longest) + " at most, because " + KEY + " is " + SettingText.of(this.timeout)
					+ ". Lower the one, or raise the other");
		}
		role.limitShutdown(longest);
	}

}
