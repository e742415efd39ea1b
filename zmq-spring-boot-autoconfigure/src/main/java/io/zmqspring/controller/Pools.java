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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.SettingText;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.Deadline;

/**
 * The pools of a controller, by name and by the types of their work.
 */
final class Pools {

	private static final Log logger = LogFactory.getLog(Pools.class);

	private final Map<String, WorkerPool> byName = new LinkedHashMap<>();

	private final Map<String, WorkerPool> byType = new LinkedHashMap<>();

	private final PoolContext shared;

	private final String controller;

	Pools(PoolContext shared, Map<String, PoolSettings> settings) {
		this.shared = shared;
		this.controller = shared.controller();
		new TreeMap<>(settings).forEach((name, poolSettings) -> {
			WorkerPool created = new WorkerPool(shared, name, poolSettings);
			this.byName.put(name.intern(), created);
			poolSettings.messageTypes().forEach((type) -> this.byType.put(type, created));
		});
	}

	Collection<WorkerPool> all() {
		return Collections.unmodifiableCollection(this.byName.values());
	}

	/**
	 * Return a pool.
	 * @param name its name
	 * @return the pool
	 * @throws ZmqConfigurationException if there is none of this name
	 */
	WorkerPool named(String name) {
		WorkerPool found = this.byName.get(name);
		if (found == null) {
			throw new ZmqConfigurationException("Controller '" + this.controller + "' has no pool '" + name + "'",
					"Known pools: " + String.join(", ", this.byName.keySet()));
		}
		return found;
	}

	/**
	 * Return the pool for a type of work.
	 * @param type the type, {@code null} if the work has none
	 * @return the pool
	 * @throws ZmqConfigurationException if there is none for this type
	 */
	WorkerPool forType(@Nullable String type) {
		WorkerPool pool = (type != null) ? this.byType.get(type) : null;
		if (pool == null) {
			throw new ZmqConfigurationException(
					"Controller '" + this.controller + "' has no pool for work of type '" + type + "'",
					"Known types: " + this.byType.keySet().stream().sorted().toList()
							+ ". Add the type to the message-types of a pool, or use send(pool, work)");
		}
		return pool;
	}

	/**
	 * Open all pools.
	 * @param context the ZeroMQ context
	 * @param events receives the events of connections
	 * @param failure told if a receiving thread cannot go on
	 * @param virtualThreads whether result handlers run on virtual threads
	 * @throws ZmqConfigurationException if an address cannot be bound or connected
	 */
	void open(ZmqContext context, SocketEventListener events, Consumer<Throwable> failure, boolean virtualThreads) {
		for (WorkerPool pool : all()) {
			try {
				pool.open(context, events, failure, virtualThreads);
			}
			catch (SocketOpenException ex) {
				throw new ZmqConfigurationException(
						"zmq.controllers." + this.controller + ".workers." + pool.name() + ": " + ex.problem(),
						ex.action(), ex);
			}
		}
	}

	boolean sendWork() {
		return all().stream().anyMatch((pool) -> pool.sockets().sendsWork());
	}

	boolean receiveResults() {
		return all().stream().anyMatch((pool) -> pool.sockets().receivesResults());
	}

	/**
	 * Return the pools that send work.
	 * @return the pools by name
	 * @throws ZmqConfigurationException if there is none
	 */
	Map<String, WorkerPool> sending() {
		Map<String, WorkerPool> sending = new LinkedHashMap<>(this.byName);
		sending.values().removeIf((pool) -> !pool.sockets().sendsWork());
		if (sending.isEmpty()) {
			throw without("push", "none sends work");
		}
		return sending;
	}

	/**
	 * Refuse a result handler that would never be called.
	 * @param name the name of its pool, empty for all pools
	 * @throws ZmqConfigurationException if there is none of this name, or if it receives
	 * no results
	 */
	void checkReceiveResults(String name) {
		if (!name.isEmpty()) {
			named(name).sockets().checkReceivesResults("");
		}
		else if (!receiveResults()) {
			throw without("pull", "no results arrive");
		}
	}

	private ZmqConfigurationException without(String key, String consequence) {
		return new ZmqConfigurationException(
				"No pool of controller '" + this.controller + "' has a " + key + ", so " + consequence,
				"Set zmq.controllers." + this.controller + ".workers.<pool>." + key + ".address");
	}

	/**
	 * Close all pools. What does not finish is named.
	 * @param shutdownTimeout the {@code shutdown-timeout} of the controller, for all
	 * pools together
	 * @param limited limits a time to what Spring allows for a stop
	 */
	void close(Duration shutdownTimeout, UnaryOperator<Duration> limited) {
		all().forEach((pool) -> pool.stopSending(limited));
		Duration timeout = limited.apply(shutdownTimeout);
		Deadline deadline = Deadline.in(timeout);
		List<String> left = new ArrayList<>();
		all().stream()
			.filter((pool) -> !pool.close(deadline.left()))
			.forEach((pool) -> left
				.add("a result handler of pool '" + pool.name() + "', or code that depends on a request"));
		left.addAll(this.shared.results().finish(deadline));
		if (!left.isEmpty()) {
			logger.warn("Controller '" + this.controller + "' did not finish within the shutdown-timeout of "
					+ SettingText.of(timeout) + "; interrupted and left behind: " + String.join(", ", left));
		}
	}

	Sockets sockets() {
		return Sockets.all(all().stream().map((pool) -> pool.sockets().open()).toList());
	}

	List<String> addresses() {
		return all().stream().flatMap((pool) -> pool.sockets().addresses().stream()).toList();
	}

	Map<String, List<String>> boundAddresses() {
		Map<String, List<String>> addresses = new TreeMap<>();
		all().forEach((pool) -> addresses.putAll(pool.sockets().boundAddresses()));
		return addresses;
	}

	@Override
	public String toString() {
		return this.byName.keySet().toString();
	}

}
