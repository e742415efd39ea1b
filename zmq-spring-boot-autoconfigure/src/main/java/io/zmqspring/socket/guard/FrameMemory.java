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

package io.zmqspring.socket.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Limits the memory of large frames that are arriving, so that peers cannot fill the
 * heap: an {@link OutOfMemoryError} would end the I/O thread. Each connection has an
 * {@link Account}. Half of the memory is for the shares of the connections, a share being
 * a thirty-second of the memory; the other half is for what single connections need
 * beyond their share. So a few large frames leave room for small ones, and many small
 * ones leave room for a large one. If one half is full, the connection in it that
 * receives most slowly is ended: a peer that announces a frame and does not send it has
 * to make room first. Thread-safe.
 *
 * @since 0.1
 */
public final class FrameMemory {

	/** Half of the heap, for all sockets of this JVM. */
	public static final FrameMemory SHARED = new FrameMemory(Runtime.getRuntime().maxMemory() / 2, System::nanoTime);

	private static final int SHARES = 32;

	private final Set<Account> holders = new HashSet<>();

	private final long half;

	private final long share;

	private final LongSupplier clock;

	private long withinShares;

	private long beyondShares;

	FrameMemory(long capacity, LongSupplier clock) {
		this.half = capacity / 2;
		this.share = capacity / SHARES;
		this.clock = clock;
	}

	/**
	 * Open an account.
	 * @param onEviction called when the account was closed to make room for another one;
	 * {@code null} if it must not be closed
	 * @return the account, empty
	 */
	Account account(@Nullable Runnable onEviction) {
		return new Account(onEviction);
	}

	synchronized long taken() {
		return this.withinShares + this.beyondShares;
	}

	private long within(long bytes) {
		return Math.min(this.share, bytes);
	}

	private boolean take(Account account, long bytes) {
		List<Account> evicted = new ArrayList<>();
		boolean taken;
		synchronized (this) {
			taken = !account.closed && makeRoom(account, bytes, evicted);
			if (taken) {
				if (account.bytes == 0) {
					account.speed = new ArrivalSpeed(this.clock.getAsLong());
				}
				set(account, account.bytes + bytes);
			}
		}
		// Not under the lock, because that of the guard is taken
		evicted.forEach(Account::onEvicted);
		return taken;
	}

	private boolean makeRoom(Account account, long bytes, List<Account> evicted) {
		long total = account.bytes + bytes;
		long moreWithin = within(total) - within(account.bytes);
		long moreBeyond = bytes - moreWithin;
		return (moreBeyond == 0 || makeRoom(account, total, evicted, (other) -> other.bytes > this.share,
				() -> this.beyondShares + moreBeyond <= this.half))
				&& makeRoom(account, total, evicted, (other) -> true,
						() -> this.withinShares + moreWithin <= this.half);
	}

	// Without another account in this half, the frame gets its memory however large it is
	private boolean makeRoom(Account account, long total, List<Account> evicted, Predicate<Account> inThisHalf,
			java.util.function.BooleanSupplier enough) {
		while (!enough.getAsBoolean()) {
			List<Account> others = this.holders.stream()
				.filter((other) -> other != account)
				.filter(inThisHalf)
				.toList();
			Account slowest = slowest(others);
			if (slowest == null || !mustYield(slowest, account, total)) {
				return others.isEmpty();
			}
			set(slowest, 0);
			slowest.closed = true;
			evicted.add(slowest);
		}
		return true;
	}

	private @Nullable Account slowest(List<Account> accounts) {
		long now = this.clock.getAsLong();
		return accounts.stream()
			.filter((account) -> account.onEviction != null)
			.min((a, b) -> (a.speedAt(now) != b.speedAt(now)) ? Long.compare(a.speedAt(now), b.speedAt(now))
					: Long.compare(b.bytes, a.bytes))
			.orElse(null);
	}

	private boolean mustYield(Account slowest, Account account, long total) {
		long now = this.clock.getAsLong();
		long speed = slowest.speedAt(now);
		long wanted = account.speedAt(now);
		return speed < wanted || (speed == wanted && slowest.bytes > total);
	}

	private void set(Account account, long bytes) {
		this.withinShares += within(bytes) - within(account.bytes);
		this.beyondShares += (bytes - within(bytes)) - (account.bytes - within(account.bytes));
		account.bytes = bytes;
		if (bytes > 0) {
			this.holders.add(account);
		}
		else {
			this.holders.remove(account);
		}
	}

	/**
	 * The memory of one connection.
	 */
	final class Account {

		private final @Nullable Runnable onEviction;

		private ArrivalSpeed speed = new ArrivalSpeed(0);

		private long bytes;

		private boolean closed;

		private Account(@Nullable Runnable onEviction) {
			this.onEviction = onEviction;
		}

		/**
		 * Take memory. Connections that receive more slowly may be ended.
		 * @param more the number of bytes
		 * @return whether the memory is taken
		 */
		boolean take(long more) {
			return FrameMemory.this.take(this, more);
		}

		/**
		 * Bytes have arrived.
		 * @param count their number
		 */
		void arrived(int count) {
			synchronized (FrameMemory.this) {
				this.speed.add(count, FrameMemory.this.clock.getAsLong());
			}
		}

		/**
		 * Give memory back.
		 * @param less the number of bytes
		 */
		void giveBack(long less) {
			synchronized (FrameMemory.this) {
				if (!this.closed) {
					set(this, this.bytes - less);
				}
			}
		}

		/**
		 * Give all memory back, for ever.
		 */
		void close() {
			synchronized (FrameMemory.this) {
				if (!this.closed) {
					this.closed = true;
					set(this, 0);
				}
			}
		}

		private long speedAt(long now) {
			return (this.bytes > 0) ? this.speed.at(now) : Long.MAX_VALUE;
		}

		private void onEvicted() {
			if (this.onEviction != null) {
				this.onEviction.run();
			}
		}

	}

}
