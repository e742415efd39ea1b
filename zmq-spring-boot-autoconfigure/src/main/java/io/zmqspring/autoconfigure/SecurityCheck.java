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

/**
 * Checks, before a role exists, that the keys and users exist which its sockets name with
 * {@code security}.
 */
final class SecurityCheck {

	private final ZmqContext context;

	SecurityCheck(ZmqContext context) {
		this.context = context;
	}

	void check(String name, PublisherSettings settings) {
		check("zmq.publishers." + name, settings.toSocketSettings().security());
	}

	void check(String name, SubscriberSettings settings) {
		check("zmq.subscribers." + name, settings.toSocketSettings().security());
	}

	void check(String name, WorkerSettings settings) {
		check("zmq.workers." + name + ".pull", settings.pull(), WorkerSettings.BINDS);
		check("zmq.workers." + name + ".push", settings.push(), WorkerSettings.BINDS);
	}

	void check(String name, ControllerSettings settings) {
		settings.workers().forEach((pool, of) -> {
			String key = "zmq.controllers." + name + ".workers." + pool;
			check(key + ".push", of.push(), PoolSettings.BINDS);
			check(key + ".pull", of.pull(), PoolSettings.BINDS);
		});
	}

	private void check(String key, @Nullable PipeSettings settings, boolean bindByDefault) {
		if (settings != null) {
			check(key, settings.toSocketSettings(bindByDefault).security());
		}
	}

	private void check(String key, SocketSettings.@Nullable Security security) {
		if (security == null) {
			return;
		}
		try {
			this.context.checkSecurity(security);
		}
		catch (InvalidSettingException ex) {
			throw ex.key().equals("security") ? ex.below(key) : ex;
		}
	}

}
