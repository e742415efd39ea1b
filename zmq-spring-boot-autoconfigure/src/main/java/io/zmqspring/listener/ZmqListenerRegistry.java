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

package io.zmqspring.listener;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * All listeners of the application by their ids. Every method may be called from any
 * thread.
 *
 * @since 0.1
 */
public class ZmqListenerRegistry {

	private final Map<String, ZmqListenerEndpoint> endpoints = Collections.synchronizedMap(new LinkedHashMap<>());

	void register(ZmqListenerEndpoint endpoint) {
		ZmqListenerEndpoint present = this.endpoints.putIfAbsent(endpoint.id(), endpoint);
		if (present != null) {
			throw new ZmqConfigurationException("The listener id '" + endpoint.id() + "' is used by " + present.method()
					+ " and " + endpoint.method(), "Give one of them another id");
		}
	}

	void unregister(ZmqListenerEndpoint endpoint) {
		this.endpoints.remove(endpoint.id(), endpoint);
	}

	boolean contains(String id) {
		return this.endpoints.containsKey(id);
	}

	/**
	 * Return a listener by its id.
	 * @param id the id
	 * @return the listener, or {@code null} if there is none
	 */
	public @Nullable ZmqListenerEndpoint find(String id) {
		return this.endpoints.get(id);
	}

	/**
	 * Return a listener by its id.
	 * @param id the id
	 * @return the listener
	 * @throws ZmqConfigurationException if no listener has this id
	 */
	public ZmqListenerEndpoint get(String id) {
		ZmqListenerEndpoint endpoint = this.endpoints.get(id);
		if (endpoint == null) {
			throw new ZmqConfigurationException("There is no listener '" + id + "'", "Known listeners: "
					+ all().stream().map(ZmqListenerEndpoint::id).collect(Collectors.joining(", ")));
		}
		return endpoint;
	}

	/**
	 * Return all listeners, in the order of their registration.
	 * @return a copy
	 */
	public Collection<ZmqListenerEndpoint> all() {
		synchronized (this.endpoints) {
			return List.copyOf(this.endpoints.values());
		}
	}

}
