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

package io.zmqspring.test.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;

/**
 * A socket of the application, as it is configured.
 *
 * @param key its key below {@code zmq}, such as {@code workers.tea.pull}
 * @param kind what it does
 * @param bind whether it binds
 * @param endpoints its configured endpoints
 * @since 0.1
 */
public record ApplicationSocket(String key, SocketKind kind, boolean bind, List<Endpoint> endpoints) {

	private static final Endpoint ANY_INTERFACE = new Endpoint(Endpoint.Transport.TCP, "*", 1);

	/**
	 * The names of its endpoints. Sockets that would meet in production have the same
	 * name.
	 * @param host the host of the application
	 * @return names such as {@code localhost:5555} or {@code localhost/run/app/events},
	 * each once
	 */
	List<String> names(String host) {
		List<String> names = new ArrayList<>();
		for (Endpoint endpoint : this.endpoints) {
			names.add(name(endpoint, host, names.size()));
		}
		return names.stream().distinct().toList();
	}

	private String name(Endpoint endpoint, String host, int index) {
		return switch (endpoint.transport()) {
			case TCP -> tcpName(endpoint, host, index);
			case IPC -> endpoint.isNewPath() ? "new-path-" + index + "-of-" + this.key : host + endpoint.path();
			case INPROC -> endpoint.host();
		};
	}

	private String tcpName(Endpoint endpoint, String host, int index) {
		if (endpoint.port() == 0) {
			return "free-port-" + index + "-of-" + this.key;
		}
		boolean local = new Endpoint(Endpoint.Transport.TCP, endpoint.host(), 1).meets(ANY_INTERFACE);
		return (local ? host : endpoint.host().toLowerCase(Locale.ROOT)) + ":" + endpoint.port();
	}

	/**
	 * Return all sockets of an application. Sockets whose settings are not valid are left
	 * out: the start fails because of them.
	 * @param publishers the settings of its publishers, by name
	 * @param subscribers the settings of its subscribers, by name
	 * @param workers the settings of its workers, by name
	 * @param controllers the settings of its controllers, by name
	 * @param proxies the settings of its proxies, by name
	 * @return the sockets
	 */
	static List<ApplicationSocket> of(Map<String, PublisherSettings> publishers,
			Map<String, SubscriberSettings> subscribers, Map<String, WorkerSettings> workers,
			Map<String, ControllerSettings> controllers, Map<String, ProxySettings> proxies) {
		List<ApplicationSocket> sockets = new ArrayList<>();
		publishers
			.forEach((name, of) -> add(sockets, "publishers." + name, SocketKind.PUBLISH, of.bind(), of::endpoints));
		subscribers
			.forEach((name, of) -> add(sockets, "subscribers." + name, SocketKind.SUBSCRIBE, of.bind(), of::endpoints));
		workers.forEach((name, of) -> {
			addPipe(sockets, "workers." + name + ".pull", SocketKind.PULL, WorkerSettings.BINDS, of::pull);
			addPipe(sockets, "workers." + name + ".push", SocketKind.PUSH, WorkerSettings.BINDS, of::push);
		});
		controllers.forEach((name, of) -> of.workers().forEach((pool, settings) -> {
			String key = "controllers." + name + ".workers." + pool;
			addPipe(sockets, key + ".push", SocketKind.PUSH, PoolSettings.BINDS, settings::push);
			addPipe(sockets, key + ".pull", SocketKind.PULL, PoolSettings.BINDS, settings::pull);
		}));
		proxies.forEach((name, of) -> addProxy(sockets, "proxies." + name, of));
		return sockets;
	}

	private static void addProxy(List<ApplicationSocket> sockets, String key, ProxySettings settings) {
		try {
			addPipe(sockets, key + ".frontend", SocketKind.ofFrontend(settings), ProxySettings.BINDS,
					settings::frontend);
			addPipe(sockets, key + ".backend", SocketKind.ofBackend(settings), ProxySettings.BINDS, settings::backend);
			addPipe(sockets, key + ".capture", SocketKind.PUBLISH, ProxySettings.BINDS, settings::capture);
		}
		catch (IllegalStateException ex) {
			// A proxy without a type. Its settings are checked when it is created
		}
	}

	private static void addPipe(List<ApplicationSocket> sockets, String key, SocketKind kind, boolean bindsByDefault,
			Supplier<@Nullable PipeSettings> settings) {
		try {
			PipeSettings pipe = settings.get();
			if (pipe != null) {
				add(sockets, key, kind, pipe.binds(bindsByDefault), pipe::endpoints);
			}
		}
		catch (IllegalStateException ex) {
			// A worker without a pull, or a proxy without a backend. Settings are checked
			// when
			// the role is created
		}
	}

	private static void add(List<ApplicationSocket> sockets, String key, SocketKind kind, boolean bind,
			Supplier<List<Endpoint>> endpoints) {
		try {
			sockets.add(new ApplicationSocket(key, kind, bind, endpoints.get()));
		}
		catch (InvalidSettingException ex) {
			// The settings are checked again when the role is created
		}
	}

}
