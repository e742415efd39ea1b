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

package io.zmqspring.benchmarks.side;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts and checks received messages. Ids must ascend; ids that are skipped count as
 * lost. One thread records messages, another thread reads the result.
 */
public final class Arrivals {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private volatile long first;

	private volatile long end;

	private volatile long lastNanos;

	private long next;

	private long received;

	private long unexpected;

	private final AtomicLong unordered = new AtomicLong();

	private final AtomicLong strangers = new AtomicLong();

	private volatile long receivedSeen;

	/**
	 * Reset the counts for the next run.
	 * @param firstId the first expected id
	 * @param count the number of expected messages
	 */
	void expect(long firstId, long count) {
		this.received = 0;
		this.unexpected = 0;
		this.unordered.set(0);
		this.strangers.set(0);
		this.receivedSeen = 0;
		this.next = firstId;
		this.first = firstId;
		this.lastNanos = 0;
		this.end = firstId + count;
	}

	/**
	 * Record a received message. Called by one thread at a time.
	 * @param id the id of the message
	 */
	public void accept(long id) {
		if (id < this.next || id >= this.end) {
			this.unexpected++;
			return;
		}
		this.next = id + 1;
		this.received++;
		if ((this.received & 63) == 0 || this.received == 1 || this.next == this.end) {
			this.lastNanos = System.nanoTime();
			this.receivedSeen = this.received;
		}
	}

	/**
	 * Record a received message that may be out of order. Safe for concurrent calls.
	 * @param id the id of the message
	 */
	public void acceptUnordered(long id) {
		if (id < this.first || id >= this.end) {
			this.strangers.incrementAndGet();
			return;
		}
		long count = this.unordered.incrementAndGet();
		if ((count & 63) == 0 || count == 1 || count == this.end - this.first) {
			this.lastNanos = System.nanoTime();
			this.receivedSeen = count;
		}
	}

	/**
	 * Wait until the last message has arrived or no message has arrived for two seconds.
	 * @return the counts
	 */
	Report await() {
		long seen = -1;
		long since = System.nanoTime();
		while (this.receivedSeen < this.end - this.first && System.nanoTime() - since < PATIENCE.toNanos()) {
			if (this.receivedSeen != seen) {
				seen = this.receivedSeen;
				since = System.nanoTime();
			}
			LockSupport.parkNanos(500_000);
		}
		return new Report(this.received + this.unordered.get(), this.unexpected + this.strangers.get(), this.lastNanos);
	}

	/**
	 * The counts of a run.
	 *
	 * @param received number of expected messages
	 * @param unexpected number of repeated, late or reordered messages
	 * @param lastNanos time of the last expected message; if messages were lost, the time
	 * of a message up to 63 messages earlier
	 */
	record Report(long received, long unexpected, long lastNanos) {

	}

}
