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
 * The publishers whose messages have arrived, and the addresses they came from. Decides
 * whether a publisher was started again at the same address. Used by the receiving
 * thread.
 * <p>
 * An address tells nothing any more after two publishers have used one connection, or
 * have taken turns there: it is that of a proxy.
 */
final class Publishers {

	private static final int MOST = 1024;

	private final Map<Long, PublisherEpoch> epochs = new LinkedHashMap<>();

	private final Map<String, Place> places = new LinkedHashMap<>();

	// Whether an epoch that is new here may be one that was forgotten
	private boolean forgetful;

	/**
	 * A message has arrived over a connection that was not known to carry messages of its
	 * topic and publisher.
	 * @param epoch the epoch of the publisher
	 * @param connection the connection, {@code null} if it has none
	 * @param address the address of the publisher, {@code null} if it does not identify
	 * one
	 * @param at since when the subscriptions are in effect
	 * @return the publisher
	 */
	PublisherEpoch seen(long epoch, @Nullable Object connection, @Nullable String address, long at) {
		PublisherEpoch known = this.epochs.get(epoch);
		PublisherEpoch publisher = (known != null) ? known : new PublisherEpoch(epoch, address, at);
		if (address != null && connection != null) {
			seenAt(address, publisher, connection, known == null);
		}
		if (known == null) {
			this.epochs.put(epoch, publisher);
			this.forgetful |= removeEldest(this.epochs);
		}
		publisher.seen(connection, at);
		return publisher;
	}

	private void seenAt(String address, PublisherEpoch publisher, Object connection, boolean isNew) {
		Place place = this.places.get(address);
		if (place == null) {
			this.places.put(address, new Place(publisher, connection));
			removeEldest(this.places);
		}
		else if (place.publisher == publisher) {
			place.connection = connection;
		}
		else if (isNew) {
			place.shared |= place.connection == connection;
			if (!place.shared && !this.forgetful) {
				publisher.follows(place.publisher);
			}
			place.publisher = publisher;
			place.connection = connection;
		}
		else if (publisher.connection() != connection) {
			place.shared = true;
		}
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

	/**
	 * An address from which messages have arrived.
	 */
	private static final class Place {

		private PublisherEpoch publisher;

		private Object connection;

		private boolean shared;

		Place(PublisherEpoch publisher, Object connection) {
			this.publisher = publisher;
			this.connection = connection;
		}

	}

}
