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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

/**
 * The actual ports of roles that are bound, as properties such as
 * {@code local.zmq.publisher.events.port}. A property exists while its socket is bound.
 */
public final class LocalPorts extends EnumerablePropertySource<Map<String, Supplier<List<String>>>> {

	private static final String NAME = "zmq.local.ports";

	private static final String PREFIX = "local.zmq.";

	private LocalPorts() {
		super(NAME, new ConcurrentHashMap<>());
	}

	/**
	 * Return the ports in an environment, and add them if they are not there yet.
	 * @param environment the environment of the application
	 * @return the ports
	 */
	public static LocalPorts in(Environment environment) {
		if (!(environment instanceof ConfigurableEnvironment configurable)) {
			return new LocalPorts();
		}
		if (configurable.getPropertySources().get(NAME) instanceof LocalPorts present) {
			return present;
		}
		LocalPorts added = new LocalPorts();
		configurable.getPropertySources().addFirst(added);
		return added;
	}

	/**
	 * Add {@code local.zmq.publisher.<name>.port} and {@code ….replay.port}.
	 * @param publisher the publisher
	 */
	public void add(ZmqPublisher publisher) {
		add("publisher." + publisher.name(), publisher::boundAddresses);
		add("publisher." + publisher.name() + ".replay", publisher::replayAddresses);
	}

	/**
	 * Add {@code local.zmq.subscriber.<name>.port}.
	 * @param subscriber the subscriber
	 */
	public void add(ZmqSubscriber subscriber) {
		add("subscriber." + subscriber.name(), subscriber::boundAddresses);
	}

	/**
	 * Add {@code local.zmq.worker.<name>.pull.port} and {@code ….push.port}.
	 * @param worker the worker
	 */
	public void add(ZmqWorker worker) {
		PipeSettings pull = worker.settings().pull();
		int pulls = pull.binds(WorkerSettings.BINDS) ? pull.endpoints().size() : 0;
		add("worker." + worker.name() + ".pull", () -> worker.boundAddresses().stream().limit(pulls).toList());
		add("worker." + worker.name() + ".push", () -> worker.boundAddresses().stream().skip(pulls).toList());
	}

	/**
	 * Add {@code local.zmq.controller.<name>.<pool>.push.port} and {@code ….pull.port} of
	 * each pool.
	 * @param controller the controller
	 */
	public void add(ZmqController controller) {
		for (String pool : controller.settings().workers().keySet()) {
			for (String socket : List.of(pool + ".push", pool + ".pull")) {
				add("controller." + controller.name() + "." + socket,
						() -> controller.boundAddresses().getOrDefault(socket, List.of()));
			}
		}
	}

	private void add(String socket, Supplier<List<String>> addresses) {
		this.source.put(PREFIX + socket + ".port", addresses);
	}

	@Override
	public String[] getPropertyNames() {
		return this.source.keySet().stream().filter((name) -> getProperty(name) != null).toArray(String[]::new);
	}

	/**
	 * Return the port of the first tcp address.
	 * @param name the name of the property
	 * @return the port, {@code null} while the socket is not bound
	 */
	@Override
	public @Nullable Object getProperty(String name) {
		Supplier<List<String>> addresses = this.source.get(name);
		if (addresses == null) {
			return null;
		}
		return addresses.get()
			.stream()
			.filter((address) -> address.startsWith("tcp:"))
			.findFirst()
			.map((address) -> Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
			.orElse(null);
	}

}
