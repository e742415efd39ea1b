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

package io.zmqspring.role.statistics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import io.zmqspring.role.DropReason;

/**
 * Finds the episodes in which messages are dropped by polling their counters: an episode
 * begins with the first drop and ends when no other has followed for a second.
 *
 * @since 0.1
 */
public final class DropEpisodes {

	private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

	private final Map<DropReason, Episode> episodes = new EnumMap<>(DropReason.class);

	private final RoleStatistics statistics;

	private final Listener listener;

	/**
	 * Create the episodes of a role.
	 * @param statistics the counters of the role
	 * @param listener receives every episode when it has ended
	 */
	public DropEpisodes(RoleStatistics statistics, Listener listener) {
		this.statistics = statistics;
		this.listener = listener;
		for (DropReason reason : EnumSet.complementOf(EnumSet.of(DropReason.NO_SUBSCRIBER))) {
			this.episodes.put(reason, new Episode());
		}
	}

	/**
	 * Whether an episode begins with a drop that the caller has just counted.
	 * @param reason why messages are dropped
	 * @return {@code true} once per episode
	 */
	public boolean begins(DropReason reason) {
		Episode episode = this.episodes.get(reason);
		return episode != null && episode.begun.compareAndSet(false, true);
	}

	/**
	 * Poll the counters, and report the episodes that have ended.
	 * @param stopping whether this is the last poll before a stop, which ends all
	 * episodes
	 */
	public synchronized void observe(boolean stopping) {
		long now = System.nanoTime();
		this.episodes.forEach((reason, episode) -> {
			long ended = episode.observe(() -> this.statistics.dropped(reason), now, stopping);
			if (ended > 0) {
				this.listener.onEpisode(reason, ended);
			}
		});
	}

	/**
	 * Receives every episode once.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * An episode has ended.
		 * @param reason why messages were dropped
		 * @param count the number of messages
		 */
		void onEpisode(DropReason reason, long count);

	}

	/**
	 * The drops of one reason.
	 */
	private static final class Episode {

		private final AtomicBoolean begun = new AtomicBoolean();

		private long reported;

		private long seen;

		private long lastChange;

		long observe(LongSupplier counter, long now, boolean stopping) {
			long count = counter.getAsLong();
			if (count != this.seen) {
				this.seen = count;
				this.lastChange = now;
			}
			if (count == this.reported || !(stopping || now - this.lastChange >= QUIET_NANOS)) {
				return 0;
			}
			long ended = count - this.reported;
			this.reported = count;
			this.begun.set(false);
			return ended;
		}

	}

}
