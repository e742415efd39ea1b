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

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.wire.Correlation;

/**
 * The path of a result: it completes its item in the ledger, then the request that waits
 * for it. If there is none, it goes to the result handlers. Runs on the receiving thread
 * of the pool.
 */
final class ResultPath {

	private static final String REQUEST = "request";

	private final PoolContext shared;

	private final String pool;

	private final @Nullable Ledger ledger;

	private final PendingRequests pending;

	ResultPath(PoolContext shared, String pool, @Nullable Ledger ledger, PendingRequests pending) {
		this.shared = shared;
		this.pool = pool;
		this.ledger = ledger;
		this.pending = pending;
	}

	void accept(ZmqMessage result) {
		Correlation correlation = this.shared.optionalCorrelation();
		Correlation.Value value = (correlation != null) ? correlation.ofResult(result.payload()) : null;
		if (correlation == null || value == null) {
			this.shared.results().handle(result);
			return;
		}
		Ledger.Match match = (this.ledger != null) ? this.ledger.complete(value.text()) : Ledger.Match.UNKNOWN;
		if (match == Ledger.Match.REPEATED) {
			this.shared.reports().statistics().rejected(RejectReason.DUPLICATE);
			return;
		}
		boolean acknowledgement = correlation.isAcknowledgement(result.payload());
		// Without a ledger there are no acknowledgements: it is a result without fields
		if (!complete(value.text(), result, acknowledgement) && !(acknowledgement && this.ledger != null)) {
			this.shared.results().handle(result);
		}
	}

	// Dependent stages of the request run within the scope
	private boolean completeObserved(Observation observation, String id, byte @Nullable [] payload) {
		try {
			return observation.scoped(() -> this.pending.complete(id, payload));
		}
		finally {
			observation.stop();
		}
	}

	private boolean complete(String id, ZmqMessage result, boolean acknowledgement) {
		try {
			Observation observation = this.pending.isPending(id) ? this.shared.observing()
				.begin(MessageOperation.HANDLE_RESULT, this.pool, REQUEST, result.headers()) : null;
			byte[] payload = acknowledgement ? null : result.payload();
			return (observation != null) ? completeObserved(observation, id, payload)
					: this.pending.complete(id, payload);
		}
		catch (RuntimeException | StackOverflowError ex) {
			this.shared.reports().lost(this.pool, result, ZmqRejectedException.undecodable(ex));
			return true;
		}
	}

}
