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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.support.LogThrottle;

/**
 * Explains in the log that a peer seems to use another wire format than the role: once
 * for each kind of difference, then at most every ten minutes. Safe for any thread.
 */
public final class FormatWarnings {

	private static final Log logger = LogFactory.getLog(FormatWarnings.class);

	private static final Duration LOG_INTERVAL = Duration.ofMinutes(10);

	private final Map<Difference, LogThrottle> throttles = new EnumMap<>(Difference.class);

	private final RoleStatus status;

	FormatWarnings(RoleStatus status) {
		this.status = status;
		for (Difference difference : Difference.values()) {
			this.throttles.put(difference, new LogThrottle(LOG_INTERVAL));
		}
	}

	/**
	 * Explain a difference unless that was done a short while ago. The caller may hold
	 * the lock of a socket: the line is written by the thread of the events.
	 * @param difference its kind
	 * @param explanation what was received, and which setting to change; continues the
	 * name of the role, without a full stop
	 */
	public void warn(Difference difference, String explanation) {
		this.throttles.get(difference).log((suffix) -> {
			this.status.statistics().error(explanation);
			this.status.dispatch(() -> logger.warn(this.status + " " + explanation + suffix));
		});
	}

	/**
	 * How a message or subscription of a peer differs from those of the role.
	 */
	public enum Difference {

		/** It looks like the wire format {@code single-frame}. */
		SINGLE_FRAME,

		/** It looks like the wire format {@code multipart}. */
		MULTIPART,

		/** It looks like the wire format {@code raw}. */
		RAW,

		/** It has headers. */
		HEADERS,

		/** It has an empty frame between topic and payload. */
		DELIMITER

	}

}
