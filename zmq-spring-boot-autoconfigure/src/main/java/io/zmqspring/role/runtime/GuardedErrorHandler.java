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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.FailureLog;

/**
 * Calls an error handler so that an exception it throws, including checked exceptions of
 * other JVM languages, has no effect on the calling thread.
 */
final class GuardedErrorHandler implements ZmqErrorHandler {

	private static final Log logger = LogFactory.getLog(GuardedErrorHandler.class);

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "The ZmqErrorHandler has thrown an exception while it handled");

	private final ZmqErrorHandler delegate;

	GuardedErrorHandler(ZmqErrorHandler delegate) {
		this.delegate = delegate;
	}

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		try {
			this.delegate.handle(message, error);
		}
		catch (Throwable ex) {
			this.failures.add(ex, error);
		}
	}

}
