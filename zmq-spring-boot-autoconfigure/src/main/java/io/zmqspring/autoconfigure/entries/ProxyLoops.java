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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;

/**
 * Refuses proxies of an application that send messages to themselves, directly or through
 * each other: they would forward the first message again and again, as fast as they can.
 */
public final class ProxyLoops {

	private final Map<String, AddressUse> frontends = new LinkedHashMap<>();

	private final Map<String, List<AddressUse>> outputs = new LinkedHashMap<>();

	/**
	 * Add a proxy.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, ProxySettings settings) {
		this.frontends.put(owner, frontend(owner, settings));
		this.outputs.put(owner,
				Stream.of(backend(owner, settings), capture(owner, settings)).filter(Objects::nonNull).toList());
	}

	/**
	 * The socket of a proxy that receives.
	 * @param owner the key of the proxy
	 * @param settings its settings
	 * @return the socket
	 */
	static AddressUse frontend(String owner, ProxySettings settings) {
		return use(owner + ".frontend", subscribes(settings) ? AddressUse.Socket.SUB : AddressUse.Socket.PULL,
				settings.frontend());
	}

	/**
	 * The socket of a proxy that sends.
	 * @param owner the key of the proxy
	 * @param settings its settings
	 * @return the socket
	 */
	static AddressUse backend(String owner, ProxySettings settings) {
		return use(owner + ".backend", subscribes(settings) ? AddressUse.Socket.PUB : AddressUse.Socket.PUSH,
				settings.backend());
	}

	/**
	 * The socket of a proxy that sends copies.
	 * @param owner the key of the proxy
	 * @param settings its settings
	 * @return the socket, {@code null} if there is none
	 */
	static @Nullable AddressUse capture(String owner, ProxySettings settings) {
		PipeSettings capture = settings.capture();
		return (capture != null) ? use(owner + ".capture", AddressUse.Socket.PUB, capture) : null;
	}

	private static boolean subscribes(ProxySettings settings) {
		return settings.type() == ProxyType.PUB_SUB;
	}

	private static AddressUse use(String owner, AddressUse.Socket socket, PipeSettings settings) {
		return new AddressUse(owner, socket, settings.binds(ProxySettings.BINDS), settings.endpoints());
	}

	/**
	 * Check that no proxy gets back what it forwards.
	 * @throws InvalidSettingException if one does
	 */
	public void check() {
		for (String proxy : this.outputs.keySet()) {
			List<String> way = wayBack(proxy, proxy, new LinkedHashSet<>());
			if (!way.isEmpty()) {
				throw refusal(proxy, way);
			}
		}
	}

	// The sockets that send, up to the one that sends to the proxy again
	private List<String> wayBack(String from, String to, Set<String> visited) {
		for (AddressUse output : this.outputs.getOrDefault(from, List.of())) {
			for (Map.Entry<String, AddressUse> next : this.frontends.entrySet()) {
				if (!output.sendsTo(next.getValue())) {
					continue;
				}
				List<String> way = new ArrayList<>(List.of(output.owner()));
				if (next.getKey().equals(to)) {
					return way;
				}
				if (visited.add(next.getKey())) {
					List<String> rest = wayBack(next.getKey(), to, visited);
					if (!rest.isEmpty()) {
						way.addAll(rest);
						return way;
					}
				}
			}
		}
		return List.of();
	}

	private static InvalidSettingException refusal(String proxy, List<String> way) {
		String through = (way.size() > 1) ? " through zmq." + String.join(", zmq.", way.subList(1, way.size())) : "";
		return new InvalidSettingException(way.get(0), null,
				"sends to zmq." + proxy + ".frontend of the same proxy" + through
						+ ", so that each message would be forwarded again and again",
				"Write the address of a receiver, or remove bind: false.");
	}

}
