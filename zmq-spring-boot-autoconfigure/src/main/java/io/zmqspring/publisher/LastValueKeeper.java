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

package io.zmqspring.publisher;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.lastvalue.LastValue;
import io.zmqspring.socket.lastvalue.LastValueCache;

/**
 * Keeps the newest message of one topic, exactly as it is sent: after its numbering. Safe
 * for any thread.
 */
final class LastValueKeeper {

	private final LastValueCache cache;

	private final int run;

	private final LastValue place;

	// The numbering is usually the same for all messages of the topic
	private volatile @Nullable Kept known;

	/**
	 * Create a keeper.
	 * @param cache the cache
	 * @param run the run of the publisher
	 * @param place the place of the topic
	 */
	LastValueKeeper(LastValueCache cache, int run, LastValue place) {
		this.cache = cache;
		this.run = run;
		this.place = place;
	}

	/**
	 * Keep a message after its numbering.
	 * @param numbering the numbering, {@code null} if the message has no number
	 * @return a numbering that also keeps the message
	 */
	PublishingSocket.Numbering after(PublishingSocket.@Nullable Numbering numbering) {
		Kept kept = this.known;
		if (kept == null || kept.numbering != numbering) {
			kept = new Kept(numbering);
			this.known = kept;
		}
		return kept;
	}

	private final class Kept implements PublishingSocket.Numbering {

		private final PublishingSocket.@Nullable Numbering numbering;

		Kept(PublishingSocket.@Nullable Numbering numbering) {
			this.numbering = numbering;
		}

		@Override
		public byte[] begin(byte[] first) {
			return (this.numbering != null) ? this.numbering.begin(first) : first;
		}

		@Override
		public byte @Nullable [] accepted(byte[] first, byte @Nullable [] second, byte @Nullable [] third) {
			byte[] last = (this.numbering != null) ? this.numbering.accepted(first, second, third) : null;
			LastValueKeeper.this.cache.put(LastValueKeeper.this.run, LastValueKeeper.this.place, first, second, third,
					(last != null) ? last.clone() : null);
			return last;
		}

	}

}
