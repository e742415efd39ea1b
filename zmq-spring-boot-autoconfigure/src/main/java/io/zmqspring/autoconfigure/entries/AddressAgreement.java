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
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.CorrelationSettings;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;

/**
 * Collects what the entries of an application say about their addresses, and refuses
 * entries that could not communicate although they use the same address: they would lose
 * every message in silence.
 */
public final class AddressAgreement {

	private final List<AddressUse> uses = new ArrayList<>();

	/**
	 * Add a publisher.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, PublisherSettings settings) {
		this.uses.add(new AddressUse(owner, AddressUse.Socket.PUB, settings.bind(), settings.endpoints())
			.with(owner, "wire-format", settings.wireFormat())
			.with(owner, AddressUse.HEADERS, settings.headers()));
		this.uses.add(new AddressUse(owner + ".replay", AddressUse.Socket.ROUTER, true, settings.replay().endpoints()));
	}

	/**
	 * Add a subscriber.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, SubscriberSettings settings) {
		this.uses.add(new AddressUse(owner, AddressUse.Socket.SUB, settings.bind(), settings.endpoints())
			.with(owner, "wire-format", settings.wireFormat())
			.with(owner, AddressUse.HEADERS, settings.headers()));
		this.uses
			.add(new AddressUse(owner + ".replay", AddressUse.Socket.DEALER, false, settings.replay().endpoints()));
	}

	/**
	 * Add a worker.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, WorkerSettings settings) {
		use(owner + ".pull", AddressUse.Socket.PULL, settings.pull(), WorkerSettings.BINDS)
			.with(owner, "delivery", settings.delivery())
			.with(owner, AddressUse.HEADERS, settings.headers());
		PipeSettings push = settings.push();
		if (push != null) {
			withCorrelation(use(owner + ".push", AddressUse.Socket.PUSH, push, WorkerSettings.BINDS), owner,
					settings.correlation())
				.with(owner, AddressUse.HEADERS, settings.headers());
		}
	}

	/**
	 * Add a controller.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, ControllerSettings settings) {
		new TreeMap<>(Map.copyOf(settings.workers())).forEach((name, pool) -> {
			String key = owner + ".workers." + name;
			PipeSettings push = pool.push();
			if (push != null) {
				use(key + ".push", AddressUse.Socket.PUSH, push, PoolSettings.BINDS)
					.with(key, "delivery", pool.delivery())
					.with(owner, AddressUse.HEADERS, settings.headers());
			}
			PipeSettings pull = pool.pull();
			if (pull != null) {
				withCorrelation(use(key + ".pull", AddressUse.Socket.PULL, pull, PoolSettings.BINDS), owner,
						settings.correlation())
					.with(owner, AddressUse.HEADERS, settings.headers());
			}
		});
	}

	/**
	 * Add a proxy. What its peers have to agree on, they agree on with each other.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 */
	public void add(String owner, ProxySettings settings) {
		ProxySockets sockets = ProxySockets.of(owner, settings);
		this.uses.add(sockets.frontend());
		this.uses.addAll(sockets.outputs());
	}

	private AddressUse use(String owner, AddressUse.Socket socket, PipeSettings pipe, boolean bindsByDefault) {
		AddressUse use = AddressUse.of(owner, socket, pipe, bindsByDefault);
		this.uses.add(use);
		return use;
	}

	private static AddressUse withCorrelation(AddressUse use, String owner, CorrelationSettings settings) {
		return use.with(owner, "correlation.request-field", settings.requestField())
			.with(owner, "correlation.result-field", settings.resultField())
			.with(owner, "correlation.progress-field", settings.progressField());
	}

	/**
	 * Check that all entries that use one address agree about it.
	 * @throws InvalidSettingException if two of them do not
	 */
	public void check() {
		for (int i = 0; i < this.uses.size(); i++) {
			for (int j = i + 1; j < this.uses.size(); j++) {
				String endpoint = this.uses.get(i).commonEndpoint(this.uses.get(j));
				if (endpoint != null) {
					check(this.uses.get(i), this.uses.get(j), endpoint);
				}
			}
		}
	}

	private static void check(AddressUse one, AddressUse other, String endpoint) {
		if (!one.canShareAddressWith(other)) {
			throw new InvalidSettingException(one.owner(), null,
					"uses " + endpoint + " as " + one.describe() + ", but zmq." + other.owner() + " uses it as "
							+ other.describe(),
					"A PUB socket communicates only with SUB, a PUSH socket only with PULL, one of them with bind:"
							+ " true, and the replay of a subscriber only with that of a publisher. Correct one of the"
							+ " addresses.");
		}
		AddressUse.@Nullable Disagreement found = one.disagreementWith(other);
		if (found != null) {
			throw new InvalidSettingException(
					found.first().key(), found.first().text(), "conflicts with zmq." + found.second().key() + ": "
							+ found.second().text() + ", because both use " + endpoint,
					"Write the same value for both, or use another address for one of them.");
		}
	}

}
