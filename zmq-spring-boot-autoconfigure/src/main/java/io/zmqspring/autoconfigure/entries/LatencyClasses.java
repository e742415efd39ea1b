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

package io.zmqspring.autoconfigure.entries;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.LatencyClass;

/**
 * Collects the latency classes of all publishers and subscribers of an application, and
 * refuses different classes whose messages would share a socket.
 */
public final class LatencyClasses {

	private final List<Entry> entries = new ArrayList<>();

	/**
	 * Add a publisher.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, PublisherSettings settings) {
		this.entries.add(new Entry(owner, settings.latencyClass(), settings.endpoints()));
	}

	/**
	 * Add a subscriber.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, SubscriberSettings settings) {
		this.entries.add(new Entry(owner, settings.latencyClass(), settings.endpoints()));
	}

	/**
	 * Check that no socket carries messages of two classes.
	 * @throws InvalidSettingException if a socket does
	 */
	public void check() {
		for (Entry entry : this.entries) {
			checkSocketOf(entry);
		}
	}

	// The socket carries messages of the entry's own class and of all entries it meets
	private void checkSocketOf(Entry entry) {
		Entry first = (entry.latencyClass != null) ? entry : null;
		for (Entry other : this.entries) {
			if (other == entry || other.latencyClass == null || !entry.meets(other)) {
				continue;
			}
			if (first != null && first.latencyClass != other.latencyClass) {
				throw conflict(first, other, entry);
			}
			first = (first != null) ? first : other;
		}
	}

	private static InvalidSettingException conflict(Entry first, Entry second, Entry shared) {
		String reason = (shared == first) ? "both use " + second.commonEndpoint(first)
				: "the socket of " + shared.owner + " carries both";
		return new InvalidSettingException(first.owner + ".latency-class", first.latencyClass,
				"conflicts with zmq." + second.owner + ".latency-class: " + second.latencyClass + ", because " + reason,
				"Use a separate address for each latency class, or use the same class for both.");
	}

	/**
	 * A publisher or subscriber.
	 *
	 * @param owner the key of the entry below {@code zmq}
	 * @param latencyClass the latency class, {@code null} for none
	 * @param endpoints the endpoints it binds or connects to
	 */
	private record Entry(String owner, @Nullable LatencyClass latencyClass, List<Endpoint> endpoints) {

		boolean meets(Entry other) {
			return this.endpoints.stream().anyMatch((endpoint) -> other.endpoints.stream().anyMatch(endpoint::meets));
		}

		Endpoint commonEndpoint(Entry other) {
			return this.endpoints.stream()
				.filter((endpoint) -> other.endpoints.stream().anyMatch(endpoint::meets))
				.findFirst()
				.orElseThrow();
		}

	}

}
