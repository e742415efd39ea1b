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
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;

/**
 * Publishes the changes of a role's state on the thread of the events. Heartbeats follow
 * them, so none is lost while the heap is full: it is published again, in which case a
 * listener may receive it twice.
 */
final class StateEvents {

	private static final Log logger = LogFactory.getLog(StateEvents.class);

	private static final int MOST_ATTEMPTS = 300;

	private static final long ATTEMPT_INTERVAL_MILLIS = 100;

	private static final FailureLog failures = FailureLog.warnings(logger,
			() -> "A change of the state of a role could not be published");

	private final ZmqContext context;

	private final ApplicationEventPublisher events;

	StateEvents(ZmqContext context, ApplicationEventPublisher events) {
		this.context = context;
		this.events = events;
	}

	void publish(ZmqStateChangedEvent event) {
		try {
			this.context.dispatch(() -> deliver(event));
		}
		catch (Throwable ex) {
			failures.add(ex);
			if (event.to() == ZmqState.RUNNING) {
				// The start has to be repeated
				throw ex;
			}
		}
	}

	private void deliver(ZmqStateChangedEvent event) {
		for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
			try {
				this.events.publishEvent(event);
				return;
			}
			catch (OutOfMemoryError ex) {
				failures.add(ex);
				Threads.pause(ATTEMPT_INTERVAL_MILLIS);
			}
		}
	}

}
