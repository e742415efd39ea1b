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

package io.zmqspring.publisher;

import java.time.Instant;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.role.ZmqState;
import io.zmqspring.support.FailureLog;
import io.zmqspring.wire.Heartbeat;

/**
 * Publishes the heartbeats of one publisher, one per call of {@link #run()}, from its
 * start to its stop. Used by one thread at a time.
 */
final class HeartbeatTask implements Runnable {

	private static final Log logger = LogFactory.getLog(HeartbeatTask.class);

	private final ZmqPublisher publisher;

	private final String service;

	private final FailureLog unreported;

	private long sequence;

	HeartbeatTask(ZmqPublisher publisher, String service) {
		this.publisher = publisher;
		this.service = service;
		this.unreported = FailureLog.errors(logger,
				() -> "A failed heartbeat of publisher '" + publisher.name() + "' could not be reported");
	}

	@Override
	public void run() {
		this.sequence++;
		try {
			String state = this.publisher.state().name().toLowerCase(Locale.ROOT);
			byte[] json = new Heartbeat(Instant.now(), this.service, state, this.sequence).toJson();
			this.publisher.publish(json, this.publisher.settings().heartbeat().topic());
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	// An exception thrown by run() would end the heartbeats permanently
	private void failed(Throwable error) {
		try {
			if (this.publisher.state() == ZmqState.RUNNING) {
				this.publisher.recordError(error, false);
			}
			else {
				logger.debug("Publisher '" + this.publisher.name() + "' has stopped before its heartbeat", error);
			}
		}
		catch (Throwable ex) {
			this.unreported.add(ex, error);
		}
	}

}
