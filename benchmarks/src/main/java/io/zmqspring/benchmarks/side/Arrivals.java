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
 * Counts and checks what arrives: ids have to ascend, and those left out are lost. One
 * thread tells of arrivals, another asks.
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
	 * Begin to count anew.
	 * @param firstId the id that is to come first
	 * @param count how many are to come
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
	 * A message has arrived. Called by one thread at a time.
	 * @param id its id
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
	 * A message has arrived, perhaps out of order. Called by any number of threads.
	 * @param id its id
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
	 * Wait until the last message is there, or none has come for two seconds.
	 * @return what has come
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
	 * What has come.
	 *
	 * @param received messages that were expected
	 * @param unexpected messages that were not: repeated, late, out of order
	 * @param lastNanos when the last of them came, or up to 63 messages earlier where
	 * some were lost
	 */
	record Report(long received, long unexpected, long lastNanos) {

	}

}
