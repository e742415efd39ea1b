package io.zmqspring.controller;

import io.micrometer.observation.Observation;
import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.wire.Correlation;
import io.zmqspring.wire.CorrelationValue;
import org.jspecify.annotations.Nullable;

/**
 * The way of a result: it completes its item in the ledger, then the request that waits
 * for it, else it goes to the result handlers. Runs on the receiving thread of the pool.
 */
final class ResultPath {

	private static final String REQUEST = "request";

	private final PoolContext services;

	private final String pool;

	private final @Nullable Ledger ledger;

	private final PendingRequests pending;

	ResultPath(PoolContext services, String pool, @Nullable Ledger ledger, PendingRequests pending) {
		this.services = services;
		this.pool = pool;
		this.ledger = ledger;
		this.pending = pending;
	}

	void accept(ZmqMessage result) {
		Correlation correlation = this.services.optionalCorrelation();
		CorrelationValue value = (correlation != null) ? correlation.ofResult(result.payload()) : null;
		if (correlation == null || value == null) {
			this.services.results().handle(result);
			return;
		}
		Ledger.Match match = (this.ledger != null) ? this.ledger.complete(value.text()) : Ledger.Match.UNKNOWN;
		if (match == Ledger.Match.REPEATED) {
			this.services.reports().statistics().rejected(RejectReason.DUPLICATE);
			return;
		}
		boolean acknowledgement = correlation.isAcknowledgement(result.payload());
		// without a ledger nobody asks for acknowledgements: it is a small result
		if (!complete(value.text(), result, acknowledgement) && !(acknowledgement && this.ledger != null)) {
			this.services.results().handle(result);
		}
	}

	/** What depends on the request runs within the scope. */
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
			Observation observation = this.pending.awaits(id) ? this.services.observing()
				.begin(MessageOperation.HANDLE_RESULT, this.pool, REQUEST, result.headers()) : null;
			byte[] payload = acknowledgement ? null : result.payload();
			return (observation == null) ? this.pending.complete(id, payload)
					: completeObserved(observation, id, payload);
		}
		catch (RuntimeException | StackOverflowError ex) {
			this.services.reports().lost(this.pool, result, ZmqRejectedException.undecodable(ex));
			return true;
		}
	}

}
