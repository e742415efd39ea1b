package io.zmqspring.role;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

import io.zmqspring.message.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a role: one addition per event, no locks, no allocation.
 */
final class RoleStatistics {

	private final LongAdder sent = new LongAdder();

	private final LongAdder bytesSent = new LongAdder();

	private final LongAdder received = new LongAdder();

	private final LongAdder bytesReceived = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder timedOut = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);

	private volatile @Nullable String lastError;

	RoleStatistics() {
		for (RejectReason reason : RejectReason.values()) {
			this.rejected.put(reason, new LongAdder());
		}
	}

	void sent(long bytes) {
		this.sent.increment();
		this.bytesSent.add(bytes);
	}

	void received(long bytes) {
		this.received.increment();
		this.bytesReceived.add(bytes);
	}

	void failed(Throwable error) {
		this.failed.increment();
		this.lastError = error.toString();
	}

	void timedOut(Throwable error) {
		failed(error);
		this.timedOut.increment();
	}

	void dropped(Throwable error) {
		this.dropped.increment();
		this.lastError = error.toString();
	}

	void rejected(RejectReason reason) {
		LongAdder counter = this.rejected.get(reason);
		if (counter != null) {
			counter.increment();
		}
	}

	void rejected(RejectReason reason, String error) {
		rejected(reason);
		this.lastError = error;
	}

	ZmqStatistics snapshot() {
		Map<String, Long> rejections = new TreeMap<>();
		this.rejected.forEach((reason, count) -> {
			if (count.sum() > 0) {
				rejections.put(reason.tag(), count.sum());
			}
		});
		return new ZmqStatistics(this.sent.sum(), this.bytesSent.sum(), this.received.sum(), this.bytesReceived.sum(),
				this.failed.sum(), this.timedOut.sum(), this.dropped.sum(), rejections, this.lastError);
	}

}
