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

package io.zmqspring.support;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Logs the failures that a thread survives, at most once in ten seconds. Logging may fail
 * itself, for example while the heap is full. It therefore never throws, and a catch
 * block that only calls it never ends its thread. A failure that could not be logged is
 * counted in the next line.
 */
public final class FailureLog {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private final LogThrottle throttle = new LogThrottle(INTERVAL);

	private final Log logger;

	private final BiConsumer<Object, @Nullable Throwable> log;

	private final Supplier<String> message;

	private FailureLog(Log logger, BiConsumer<Object, @Nullable Throwable> log, Supplier<String> message) {
		this.logger = logger;
		this.log = log;
		this.message = message;
	}

	/**
	 * Create a log of warnings.
	 * @param logger writes the lines
	 * @param message returns the line, to which a count may be appended
	 * @return the log
	 */
	public static FailureLog warnings(Log logger, Supplier<String> message) {
		return new FailureLog(logger, logger::warn, message);
	}

	/**
	 * Create a log of errors.
	 * @param logger writes the lines
	 * @param message returns the line, to which a count may be appended
	 * @return the log
	 */
	public static FailureLog errors(Log logger, Supplier<String> message) {
		return new FailureLog(logger, logger::error, message);
	}

	/**
	 * Log a failure. Never throws.
	 * @param failure the failure
	 */
	public void add(Throwable failure) {
		add(failure, null);
	}

	/**
	 * Log a failure. Never throws.
	 * @param failure the failure
	 * @param handled the earlier failure that was being handled, if any
	 */
	public void add(Throwable failure, @Nullable Throwable handled) {
		try {
			this.throttle.log((suffix) -> this.log.accept(
					this.message.get() + ((handled != null) ? ": " + FailureText.of(handled) : "") + suffix,
					FailureText.forLog(failure, this.logger)));
		}
		catch (Throwable ex) {
			// Not even this can be logged; the throttle has counted the line
		}
	}

}
