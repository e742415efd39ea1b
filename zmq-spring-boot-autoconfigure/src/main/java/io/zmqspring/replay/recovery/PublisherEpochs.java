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

package io.zmqspring.replay.recovery;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The epochs of a publisher: one per start. Messages of an epoch must be delivered before
 * those of the next one. An epoch has ended for a subscriber when its last numbers are
 * known and its last messages have arrived.
 */
final class PublisherEpochs {

	private static final int MOST = 400;

	private static final int MOST_PLAIN = 64;

	private long[] lineage = {};

	private long[] available = {};

	private long[] plain = {};

	private boolean settled;

	private long settledEpoch;

	private long settledAt;

	private boolean complete;

	private boolean drained;

	private boolean sawLive;

	private long liveEpoch;

	/**
	 * The place of an epoch in the life of the publisher.
	 * @param epoch the epoch
	 * @return a larger number for a later epoch, -1 if it is not known
	 */
	int order(long epoch) {
		for (int i = this.lineage.length - 1; i >= 0; i--) {
			if (this.lineage[i] == epoch) {
				return i;
			}
		}
		return -1;
	}

	boolean isLater(long epoch, long other) {
		return order(epoch) > order(other);
	}

	boolean isNewest(long epoch) {
		return this.lineage.length > 0 && this.lineage[this.lineage.length - 1] == epoch;
	}

	/**
	 * Take note of the epochs that the publisher names.
	 * @param epochs the epochs, oldest first
	 * @return whether the last one is another one than before
	 */
	boolean learn(long[] epochs) {
		if (epochs.length == 0) {
			return false;
		}
		boolean changed = this.lineage.length > 0 && !isNewest(epochs[epochs.length - 1]);
		if (!Arrays.equals(epochs, this.available)) {
			long[] former = Arrays.stream(this.lineage)
				.filter((known) -> Arrays.stream(epochs).noneMatch((named) -> named == known))
				.toArray();
			long[] all = Arrays.copyOf(former, former.length + epochs.length);
			System.arraycopy(epochs, 0, all, former.length, epochs.length);
			this.lineage = Arrays.copyOfRange(all, Math.max(0, all.length - MOST), all.length);
			this.available = epochs.clone();
		}
		return changed;
	}

	/**
	 * All known epochs.
	 * @return the epochs, oldest first, not to be changed
	 */
	long[] lineage() {
		return this.lineage;
	}

	/**
	 * The first epoch of which the publisher has messages.
	 * @param otherwise what to return if it has named none
	 * @return the epoch
	 */
	long firstAvailable(long otherwise) {
		return (this.available.length > 0) ? this.available[0] : otherwise;
	}

	/**
	 * The epoch of the present run.
	 * @return the epoch, 0 if the publisher has not named one
	 */
	long newest() {
		return (this.lineage.length > 0) ? this.lineage[this.lineage.length - 1] : 0;
	}

	/**
	 * Messages of an epoch were delivered before the publisher had named it.
	 * @param epoch the epoch
	 */
	void notePlain(long epoch) {
		long[] more = Arrays.copyOfRange(this.plain, Math.max(0, this.plain.length - MOST_PLAIN + 1),
				this.plain.length + 1);
		more[more.length - 1] = epoch;
		this.plain = more;
	}

	/**
	 * Whether messages of later epochs were delivered before the publisher had named
	 * them.
	 * @param epoch the epoch
	 * @param delivered tells whether there were messages of an epoch
	 * @return {@code true} if missing messages of the epoch come too late
	 */
	boolean isOvertaken(long epoch, LongPredicate delivered) {
		for (long other : this.plain) {
			if (isLater(other, epoch) && delivered.test(other)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The last numbers of all epochs but the last one are known.
	 * @param now the present time
	 * @return whether the publisher was restarted since the last call
	 */
	boolean settle(long now) {
		this.complete = true;
		if (this.lineage.length == 0 || (this.settled && isNewest(this.settledEpoch))) {
			return false;
		}
		boolean restarted = this.settled;
		this.settled = true;
		this.settledEpoch = this.lineage[this.lineage.length - 1];
		this.settledAt = now;
		this.drained = this.sawLive && !isLater(this.settledEpoch, this.liveEpoch);
		return restarted;
	}

	/**
	 * Topics were added whose last numbers are not known. No epoch ends for them before.
	 */
	void lookAgain() {
		this.complete = false;
	}

	/**
	 * Everything that has arrived was processed.
	 * @param now the present time
	 */
	void caughtUp(long now) {
		if (this.settled && now - this.settledAt > Arrival.LONGEST_NANOS) {
			this.drained = true;
		}
	}

	/**
	 * Whether the last numbers of an epoch are known, and it is not the present one.
	 * @param epoch the epoch
	 * @return {@code true} if it is older than the newest epoch of the last complete look
	 */
	boolean isSettled(long epoch) {
		return this.settled && this.complete && isLater(this.settledEpoch, epoch);
	}

	void sawLive(long epoch) {
		if (!this.sawLive || isLater(epoch, this.liveEpoch)) {
			this.sawLive = true;
			this.liveEpoch = epoch;
			this.drained = this.drained || (this.settled && !isLater(this.settledEpoch, epoch));
		}
	}

	/**
	 * Whether each epoch from one to another one {@linkplain #hasEnded has ended}: a
	 * topic may also have messages in epochs between those that are known of it.
	 * @param epoch the epoch of a stream
	 * @param next a later epoch
	 * @return {@code true} if the stream may go on to the later epoch
	 */
	boolean haveEnded(long epoch, long next) {
		int end = order(next);
		for (int i = Math.max(0, order(epoch)); i < end; i++) {
			if (!hasEnded(this.lineage[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether nothing will be added to an epoch any more, and its last number is known.
	 * @param epoch the epoch
	 * @return {@code true} if its missing messages can be asked for, or are lost
	 */
	boolean hasEnded(long epoch) {
		return isSettled(epoch) && (this.drained || hasMessagesOf(epoch));
	}

	boolean hasMessagesOf(long epoch) {
		for (long known : this.available) {
			if (known == epoch) {
				return true;
			}
		}
		return false;
	}

}
