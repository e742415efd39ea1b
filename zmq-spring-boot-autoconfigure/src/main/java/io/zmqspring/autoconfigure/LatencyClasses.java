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

package io.zmqspring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.LatencyClass;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;

/**
 * The latency classes of an application's publishers and subscribers; refuses those whose
 * messages would share a socket although they differ.
 */
final class LatencyClasses {

	private final List<Entry> entries = new ArrayList<>();

	void add(String owner, PublisherSettings settings) {
		this.entries.add(new Entry(owner, settings.latencyClass(), settings.endpoints()));
	}

	void add(String owner, SubscriberSettings settings) {
		this.entries.add(new Entry(owner, settings.latencyClass(), settings.endpoints()));
	}

	/**
	 * Check that no socket carries two classes.
	 * @throws InvalidSettingException if one does
	 */
	void check() {
		for (Entry entry : this.entries) {
			// A socket carries its own class and those of the entries it meets
			Entry first = (entry.latencyClass != null) ? entry : null;
			for (Entry other : this.entries) {
				if (other == entry || other.latencyClass == null || !entry.meets(other)) {
					continue;
				}
				if (first != null && first.latencyClass != other.latencyClass) {
					throw mixed(first, other, entry);
				}
				first = (first != null) ? first : other;
			}
		}
	}

	private static InvalidSettingException mixed(Entry first, Entry second, Entry shared) {
		String where = (shared == first) ? "both use " + second.meetingPlace(first)
				: "the socket of " + shared.owner + " carries both";
		return new InvalidSettingException(first.owner + ".latency-class", first.latencyClass,
				"does not go with zmq." + second.owner + ".latency-class: " + second.latencyClass + ", because "
						+ where,
				"Give messages of another latency class an address of their own, or use the same class for both.");
	}

	/**
	 * A publisher or subscriber.
	 *
	 * @param owner its key below {@code zmq}
	 * @param latencyClass its class
	 * @param endpoints where it binds or connects
	 */
	private record Entry(String owner, @Nullable LatencyClass latencyClass, List<Endpoint> endpoints) {

		boolean meets(Entry other) {
			return this.endpoints.stream().anyMatch((endpoint) -> other.endpoints.stream().anyMatch(endpoint::meets));
		}

		Endpoint meetingPlace(Entry other) {
			return this.endpoints.stream()
				.filter((endpoint) -> other.endpoints.stream().anyMatch(endpoint::meets))
				.findFirst()
				.orElseThrow();
		}

	}

}
