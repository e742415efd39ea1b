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
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;

/**
 * Collects all endpoints that the entries of an application bind, and refuses an endpoint
 * that is bound twice.
 */
public final class BoundEndpoints {

	private final List<BoundEndpoint> bound = new ArrayList<>();

	/**
	 * Add the endpoints that a publisher binds.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 * @throws InvalidSettingException if an endpoint is bound already
	 */
	public void add(String owner, PublisherSettings settings) {
		add(owner, settings.bind(), settings.endpoints());
		add(owner + ".replay", true, settings.replay().endpoints());
	}

	/**
	 * Add the endpoints that a subscriber binds.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 * @throws InvalidSettingException if an endpoint is bound already
	 */
	public void add(String owner, SubscriberSettings settings) {
		add(owner, settings.bind(), settings.endpoints());
	}

	/**
	 * Add the endpoints that a worker binds.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 * @throws InvalidSettingException if an endpoint is bound already
	 */
	public void add(String owner, WorkerSettings settings) {
		add(owner + ".pull", settings.pull(), false);
		add(owner + ".push", settings.push(), false);
	}

	/**
	 * Add the endpoints that a controller binds.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 * @throws InvalidSettingException if an endpoint is bound already
	 */
	public void add(String owner, ControllerSettings settings) {
		new TreeMap<>(Map.copyOf(settings.workers())).forEach((pool, poolSettings) -> {
			add(owner + ".workers." + pool + ".push", poolSettings.push(), true);
			add(owner + ".workers." + pool + ".pull", poolSettings.pull(), true);
		});
	}

	/**
	 * Add the endpoints that a proxy binds.
	 * @param owner the key of the entry below {@code zmq}
	 * @param settings its settings
	 * @throws InvalidSettingException if an endpoint is bound already
	 */
	public void add(String owner, ProxySettings settings) {
		add(owner + ".frontend", settings.frontend(), ProxySettings.BINDS);
		add(owner + ".backend", settings.backend(), ProxySettings.BINDS);
		add(owner + ".capture", settings.capture(), ProxySettings.BINDS);
	}

	private void add(String owner, @Nullable PipeSettings pipe, boolean bindsByDefault) {
		if (pipe != null) {
			add(owner, pipe.binds(bindsByDefault), pipe.endpoints());
		}
	}

	private void add(String owner, boolean binds, List<Endpoint> endpoints) {
		if (binds) {
			endpoints.forEach((endpoint) -> add(new BoundEndpoint(owner, endpoint)));
		}
	}

	private void add(BoundEndpoint added) {
		for (BoundEndpoint other : this.bound) {
			if (other.endpoint().conflictsWith(added.endpoint())) {
				throw conflict(added.endpoint(), other.owner(), added.owner());
			}
		}
		this.bound.add(added);
	}

	private static InvalidSettingException conflict(Endpoint endpoint, String first, String second) {
		String users = first.equals(second) ? " used twice by " + first : " used by " + first + " and " + second;
		return switch (endpoint.transport()) {
			case TCP -> conflict("Port", "port", endpoint.port() + users);
			case IPC -> conflict("Path", "path", endpoint + users);
			case INPROC -> conflict("Name", "name", endpoint + users);
		};
	}

	private static InvalidSettingException conflict(String kind, String alternative, String users) {
		return new InvalidSettingException("", null, kind + " conflict: " + users,
				"Give one of them another " + alternative + ", or set bind: false on the side that should connect.");
	}

	/**
	 * An endpoint that an entry binds.
	 *
	 * @param owner the key of the entry below {@code zmq}
	 * @param endpoint the endpoint
	 */
	private record BoundEndpoint(String owner, Endpoint endpoint) {

	}

}
