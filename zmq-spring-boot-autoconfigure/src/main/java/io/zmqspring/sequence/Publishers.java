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

package io.zmqspring.sequence;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The publishers whose messages have arrived, and the addresses they came from. Used by
 * the receiving thread.
 */
final class Publishers {

	private static final int MOST = 1024;

	// How many epochs of a publisher with very many topics may have been missed
	private static final int MOST_MISSED = 16;

	private final Map<Long, PublisherEpoch> epochs = new LinkedHashMap<>();

	private final Map<String, PublisherAddress> places = new LinkedHashMap<>();

	// Whether an epoch that is new here may be one that was forgotten
	private boolean forgetful;

	/**
	 * A message has arrived that was not received before, over a connection that was not
	 * known to carry messages of its topic and publisher.
	 * @param epoch the epoch of the publisher
	 * @param time when it was sent, by the clock of the publisher
	 * @param connection the connection, {@code null} if it has none
	 * @param address the address of the publisher, {@code null} if it does not identify
	 * one
	 * @param at since when the subscriptions are in effect
	 * @return the publisher
	 */
	PublisherEpoch seen(long epoch, long time, @Nullable Object connection, @Nullable String address, long at) {
		PublisherEpoch known = this.epochs.get(epoch);
		PublisherEpoch publisher = (known != null) ? known : add(new PublisherEpoch(epoch, address, at));
		publisher.sentAt(time);
		boolean runs = address == null || connection == null
				|| seenAt(address, publisher, known == null, time, connection);
		if (runs) {
			publisher.seen(connection, at);
		}
		return publisher;
	}

	private PublisherEpoch add(PublisherEpoch added) {
		PublisherEpoch before = before(added.epoch());
		if (before != null) {
			added.proceedsFrom(before);
		}
		this.epochs.put(added.epoch(), added);
		this.forgetful |= removeEldest(this.epochs);
		return added;
	}

	private @Nullable PublisherEpoch before(long epoch) {
		for (int i = 1; i <= MOST_MISSED; i++) {
			PublisherEpoch before = this.epochs.get(epoch - i);
			if (before != null) {
				// Otherwise it is only known from last values
				return before.hasRun() ? before : null;
			}
		}
		return null;
	}

	private boolean seenAt(String address, PublisherEpoch publisher, boolean isNew, long time, Object connection) {
		PublisherAddress place = this.places.get(address);
		if (place != null) {
			publisher.setPlace(place);
			return place.seen(publisher, isNew, time, connection, this.forgetful);
		}
		PublisherAddress added = new PublisherAddress(publisher, connection);
		publisher.setPlace(added);
		this.places.put(address, added);
		removeEldest(this.places);
		return true;
	}

	private static <K> boolean removeEldest(Map<K, ?> map) {
		if (map.size() <= MOST) {
			return false;
		}
		map.remove(map.keySet().iterator().next());
		return true;
	}

	void clear() {
		this.epochs.clear();
		this.places.clear();
		this.forgetful = false;
	}

}
