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

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;

/**
 * Moves the sockets of the application's roles to private addresses when the roles are
 * created. Moved sockets have no security: nobody else knows the addresses. Replay is
 * off, so that no test binds its address or writes its file.
 *
 * @since 0.1
 */
public final class MovedSockets {

	private final ProductionSettings settings;

	private final Function<List<ApplicationSocket>, PrivateAddresses> factory;

	private @Nullable PrivateAddresses addresses;

	// While the customizers of the application tell where it would connect
	private boolean asking;

	/**
	 * Create the moves.
	 * @param settings the settings of the application
	 * @param factory makes private addresses for its sockets
	 */
	public MovedSockets(ProductionSettings settings, Function<List<ApplicationSocket>, PrivateAddresses> factory) {
		this.settings = settings;
		this.factory = factory;
	}

	private synchronized PrivateAddresses addresses() {
		if (this.addresses == null) {
			this.asking = true;
			try {
				this.addresses = this.factory.apply(this.settings.sockets());
			}
			finally {
				this.asking = false;
			}
		}
		return this.addresses;
	}

	// The same thread, by way of addresses()
	private synchronized boolean isAsking() {
		return this.asking;
	}

	/**
	 * Return where the test peer of a socket meets it.
	 * @param key the key of the socket, such as {@code workers.tea.pull}
	 * @return the place, {@code null} if the socket was not moved
	 */
	public @Nullable PeerPlace peerOf(String key) {
		return addresses().peerOf(key);
	}

	private String[] move(String key, SocketKind kind, boolean bind, List<Endpoint> endpoints) {
		return addresses().move(new ApplicationSocket(key, kind, bind, endpoints)).toArray(String[]::new);
	}

	/**
	 * Move the sockets of a publisher.
	 * @param name its name
	 * @param builder its settings
	 */
	public void movePublisher(String name, PublisherSettings.Builder builder) {
		if (isAsking()) {
			return;
		}
		PublisherSettings settings = builder.build();
		builder.moveTo(move("publishers." + name, SocketKind.PUBLISH, settings.bind(), settings.endpoints()))
			.replay(PublisherReplaySettings.DEFAULTS)
			.security(null)
			.securityRole(null);
	}

	/**
	 * Move the sockets of a subscriber.
	 * @param name its name
	 * @param builder its settings
	 */
	public void moveSubscriber(String name, SubscriberSettings.Builder builder) {
		if (isAsking()) {
			return;
		}
		SubscriberSettings settings = builder.build();
		builder.moveTo(move("subscribers." + name, SocketKind.SUBSCRIBE, settings.bind(), settings.endpoints()))
			.replay(SubscriberReplaySettings.DEFAULTS)
			.security(null)
			.securityRole(null);
	}

	/**
	 * Move the sockets of a worker.
	 * @param name its name
	 * @param builder its settings
	 */
	public void moveWorker(String name, WorkerSettings.Builder builder) {
		if (isAsking()) {
			return;
		}
		WorkerSettings settings = builder.build();
		String key = "workers." + name;
		builder.pull(move(key + ".pull", SocketKind.PULL, settings.pull(), WorkerSettings.BINDS));
		PipeSettings push = settings.push();
		if (push != null) {
			builder.push(move(key + ".push", SocketKind.PUSH, push, WorkerSettings.BINDS));
		}
	}

	/**
	 * Move the sockets of a controller.
	 * @param name its name
	 * @param builder its settings
	 */
	public void moveController(String name, ControllerSettings.Builder builder) {
		if (isAsking()) {
			return;
		}
		builder.build().workers().forEach((pool, settings) -> {
			String key = "controllers." + name + ".workers." + pool;
			PipeSettings push = settings.push();
			if (push != null) {
				builder.pool(pool,
						(changed) -> changed.push(move(key + ".push", SocketKind.PUSH, push, PoolSettings.BINDS)));
			}
			PipeSettings pull = settings.pull();
			if (pull != null) {
				builder.pool(pool,
						(changed) -> changed.pull(move(key + ".pull", SocketKind.PULL, pull, PoolSettings.BINDS)));
			}
		});
	}

	private PipeSettings move(String key, SocketKind kind, PipeSettings settings, boolean bindsByDefault) {
		return settings.mutate()
			.moveTo(move(key, kind, settings.binds(bindsByDefault), settings.endpoints()))
			.security(null)
			.securityRole(null)
			.build();
	}

}
