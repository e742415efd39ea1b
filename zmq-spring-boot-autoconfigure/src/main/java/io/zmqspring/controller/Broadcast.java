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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.message.OutgoingMessage;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.support.Deadline;
import io.zmqspring.wire.WireHeaders;

/**
 * Sends a copy of the work to several pools, none of which waits for another. A pool
 * without room is tried again until the time-out.
 */
final class Broadcast {

	private static final long RETRY_NANOS = 1_000_000;

	private final Map<String, SendOutcome> outcomes = new HashMap<>();

	private final ZmqMessage work;

	private Broadcast(ZmqMessage work) {
		this.work = work;
	}

	static Map<String, SendOutcome> send(Object work, Map<String, WorkerPool> pools, PoolContext shared) {
		String destination = String.join(",", pools.keySet());
		OutgoingMessage outgoing = shared.outgoing(work);
		byte[] payload = shared.codec().encode(outgoing.payload());
		Map<String, String> own = outgoing.headers();
		return shared.observing()
			.send(MessageOperation.SEND_WORK, destination, own,
					(headers) -> new Broadcast(new ZmqMessage(destination, payload, WireHeaders.fitting(headers, own)))
						.to(pools.values(), shared.sendTimeout()));
	}

	private Map<String, SendOutcome> to(Collection<WorkerPool> pools, Duration timeout) {
		Deadline deadline = Deadline.in(timeout);
		Set<WorkerPool> left = new LinkedHashSet<>(pools);
		left.removeIf(this::attempt);
		while (!left.isEmpty() && !deadline.hasPassed() && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(RETRY_NANOS);
			left.removeIf(this::attempt);
		}
		return Map.copyOf(this.outcomes);
	}

	private boolean attempt(WorkerPool pool) {
		SendOutcome outcome = outcome(pool);
		this.outcomes.put(pool.name(), outcome);
		return outcome.accepted() || !(outcome.error() instanceof ZmqTimeoutException);
	}

	private SendOutcome outcome(WorkerPool pool) {
		try {
			pool.send(this.work, Duration.ZERO);
			return new SendOutcome(true, null);
		}
		catch (ZmqException ex) {
			return new SendOutcome(false, ex);
		}
	}

}
