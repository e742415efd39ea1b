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

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.access.AddressListCheck;
import io.zmqspring.socket.access.OpenSocketCheck;

/**
 * Checks, before a role exists, that the keys and users exist which its sockets name with
 * {@code security} and can have an effect, and whether sockets without it may be open.
 */
final class SecurityCheck {

	private final ZmqContext context;

	SecurityCheck(ZmqContext context) {
		this.context = context;
	}

	void check(String name, PublisherSettings settings) {
		Map<String, SocketSettings> sockets = new TreeMap<>();
		sockets.put("zmq.publishers." + name, settings.toSocketSettings());
		if (settings.replay().enabled()) {
			sockets.put("zmq.publishers." + name + ".replay", settings.replay().toSocketSettings(settings));
		}
		check(sockets);
	}

	void check(String name, SubscriberSettings settings) {
		Map<String, SocketSettings> sockets = new TreeMap<>();
		sockets.put("zmq.subscribers." + name, settings.toSocketSettings());
		if (settings.replay().enabled()) {
			sockets.put("zmq.subscribers." + name + ".replay", settings.replay().toSocketSettings(settings));
		}
		check(sockets);
	}

	void check(String name, WorkerSettings settings) {
		Map<String, SocketSettings> sockets = new TreeMap<>();
		add(sockets, "zmq.workers." + name + ".pull", settings.pull(), WorkerSettings.BINDS);
		add(sockets, "zmq.workers." + name + ".push", settings.push(), WorkerSettings.BINDS);
		check(sockets);
	}

	void check(String name, ControllerSettings settings) {
		Map<String, SocketSettings> sockets = new TreeMap<>();
		settings.workers().forEach((pool, of) -> {
			String key = "zmq.controllers." + name + ".workers." + pool;
			add(sockets, key + ".push", of.push(), PoolSettings.BINDS);
			add(sockets, key + ".pull", of.pull(), PoolSettings.BINDS);
		});
		check(sockets);
	}

	private static void add(Map<String, SocketSettings> sockets, String key, @Nullable PipeSettings settings,
			boolean bindByDefault) {
		if (settings != null) {
			sockets.put(key, settings.toSocketSettings(bindByDefault));
		}
	}

	private void check(Map<String, SocketSettings> sockets) {
		sockets.forEach(this::check);
		new OpenSocketCheck(this.context.security()).check(sockets);
	}

	private void check(String key, SocketSettings settings) {
		SocketSettings.Security security = settings.security();
		if (security == null) {
			return;
		}
		try {
			this.context.sections().check(security);
			new AddressListCheck(this.context.security()).check(settings);
		}
		catch (InvalidSettingException ex) {
			throw ex.key().equals("security") ? ex.below(key) : ex;
		}
	}

}
