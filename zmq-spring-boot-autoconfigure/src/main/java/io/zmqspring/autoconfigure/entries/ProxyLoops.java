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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.proxy.ProxySettings;

/**
 * Refuses proxies of an application that send messages to themselves, directly or through
 * each other: they would forward the first message again and again, as fast as they can.
 */
public final class ProxyLoops {

	private final Map<String, ProxySockets> proxies = new LinkedHashMap<>();

	/**
	 * Add a proxy.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, ProxySettings settings) {
		this.proxies.put(owner, ProxySockets.of(owner, settings));
	}

	/**
	 * Check that no proxy gets back what it forwards.
	 * @throws InvalidSettingException if one does
	 */
	public void check() {
		this.proxies.forEach((proxy, sockets) -> {
			List<String> way = wayBack(sockets, sockets, new HashSet<>());
			if (way != null) {
				throw refusal(proxy, way);
			}
		});
	}

	// The sockets that send, up to the one that sends to the proxy again
	private @Nullable List<String> wayBack(ProxySockets from, ProxySockets to, Set<ProxySockets> visited) {
		for (AddressUse output : from.outputs()) {
			for (ProxySockets next : this.proxies.values()) {
				if (output.sendsTo(next.frontend()) && visited.add(next)) {
					List<String> rest = (next == to) ? new ArrayList<>() : wayBack(next, to, visited);
					if (rest != null) {
						rest.add(0, output.owner());
						return rest;
					}
				}
			}
		}
		return null;
	}

	private static InvalidSettingException refusal(String proxy, List<String> way) {
		String through = (way.size() > 1) ? " through zmq." + String.join(", zmq.", way.subList(1, way.size())) : "";
		return new InvalidSettingException(way.get(0), null,
				"sends to zmq." + proxy + ".frontend of the same proxy" + through
						+ ", so that each message would be forwarded again and again",
				"Write the address of a receiver, or remove bind: false.");
	}

}
