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
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.wire.Correlation;
import io.zmqspring.wire.WorkError;

/**
 * The path of a result: it completes its item in the ledger, then the request that waits
 * for it. If there is none, it goes to the result handlers. An error of the worker fails
 * the request, or is reported. Runs on the receiving thread of the pool, and hands
 * everything that calls code of the application to other threads.
 */
final class ResultPath {

	private static final String REQUEST = "request";

	private final PoolContext shared;

	private final String pool;

	private final @Nullable Ledger ledger;

	private final PendingRequests pending;

	private final ResultDispatcher dispatcher;

	ResultPath(PoolContext shared, String pool, @Nullable Ledger ledger, PendingRequests pending,
			ResultDispatcher dispatcher) {
		this.shared = shared;
		this.pool = pool;
		this.ledger = ledger;
		this.pending = pending;
		this.dispatcher = dispatcher;
	}

	void accept(ZmqMessage result) {
		Correlation correlation = this.shared.optionalCorrelation();
		Correlation.Value value = (correlation != null) ? correlation.ofResult(result.payload()) : null;
		if (correlation == null || value == null) {
			this.dispatcher.handle(result);
			return;
		}
		WorkError error = correlation.errorOf(result.payload());
		if (error != null) {
			failed(value.text(), result, error);
			return;
		}
		WorkItem.ResultMatch match = (this.ledger != null) ? this.ledger.complete(value.text())
				: WorkItem.ResultMatch.UNKNOWN;
		if (match == WorkItem.ResultMatch.REPEATED) {
			repeated();
			return;
		}
		boolean acknowledgement = correlation.isAcknowledgement(result.payload());
		PendingRequests.Pending<?> waiting = this.pending.take(value.text());
		if (waiting != null) {
			this.pending.execute(() -> complete(waiting, result, acknowledgement));
		}
		// Without a ledger there are no acknowledgements: it is a result without fields
		else if (!acknowledgement || this.ledger == null) {
			this.dispatcher.handle(result);
		}
	}

	private void repeated() {
		this.shared.reports().statistics().rejected(RejectReason.DUPLICATE);
	}

	// With a ledger the item is sent again. It fails when no attempt is left
	private void failed(String id, ZmqMessage result, WorkError error) {
		WorkItem.ResultMatch match = (this.ledger != null) ? this.ledger.failed(id, error)
				: WorkItem.ResultMatch.UNKNOWN;
		ZmqWorkFailedException failure = new WorkFailure(this.pool, id, error).toException();
		switch (match) {
			case FIRST -> this.shared.reports().statistics().failed(failure);
			case REPEATED -> repeated();
			case UNKNOWN -> {
				if (this.pending.fail(id, failure)) {
					this.shared.reports().statistics().failed(failure);
				}
				else {
					this.dispatcher.execute(() -> this.shared.reports().workFailed(result, failure));
				}
			}
		}
	}

	private void complete(PendingRequests.Pending<?> waiting, ZmqMessage result, boolean acknowledgement) {
		byte[] payload = acknowledgement ? null : result.payload();
		try {
			Observation observation = this.shared.observing()
				.begin(MessageOperation.HANDLE_RESULT, this.pool, REQUEST, result.headers());
			if (observation != null) {
				completeObserved(observation, waiting, payload);
			}
			else {
				waiting.complete(payload);
			}
		}
		catch (Throwable ex) {
			waiting.fail(ex);
			this.shared.reports().lost(this.pool, result, ZmqRejectedException.undecodable(ex));
		}
	}

	// Dependent stages of the request run within the scope
	private static void completeObserved(Observation observation, PendingRequests.Pending<?> waiting,
			byte @Nullable [] payload) {
		try {
			observation.scoped(() -> waiting.complete(payload));
		}
		finally {
			observation.stop();
		}
	}

}
