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

package io.zmqspring.handler;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.LogThrottle;

/**
 * Logs rejected messages, without a stack trace, and failures of handlers, with one; at
 * most one line per five seconds of each kind. The handler that is used without a
 * {@link ZmqErrorHandler} bean of the application does so for each role, and its lines
 * begin with the role. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class LoggingErrorHandler implements ZmqErrorHandler {

	private static final Log logger = LogFactory.getLog(LoggingErrorHandler.class);

	private final LogThrottle rejections = new LogThrottle(Duration.ofSeconds(5));

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(5));

	private final @Nullable String role;

	/**
	 * Create a handler for any number of roles.
	 */
	public LoggingErrorHandler() {
		this.role = null;
	}

	/**
	 * Create the handler of one role.
	 * @param role the role as the lines name it, such as {@code Subscriber 'events'}
	 */
	public LoggingErrorHandler(String role) {
		this.role = role;
	}

	private static @Nullable Throwable cause(ZmqException error) {
		return (error.getCause() != null) ? FailureText.forLog(error.getCause(), logger) : null;
	}

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		if (error instanceof ZmqRejectedException rejection) {
			this.rejections.log((suffix) -> logger
				.warn(named("Rejected (" + rejection.reason().tag() + ") " + message + ": " + error.getMessage())
						+ suffix));
		}
		else {
			this.failures.log((suffix) -> logger.error(named(error.getMessage()) + suffix, cause(error)));
		}
	}

	private String named(@Nullable String text) {
		String line = String.valueOf(text);
		return (this.role == null || line.startsWith(this.role)) ? line : this.role + ": " + line;
	}

}
