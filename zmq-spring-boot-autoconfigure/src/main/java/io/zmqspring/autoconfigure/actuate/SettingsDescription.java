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

package io.zmqspring.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.HeartbeatSettings;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

/**
 * The settings of a role that the endpoint shows, in the form used in configuration
 * files. They are listed one by one, so that no secret is shown by accident when a
 * setting is added.
 */
final class SettingsDescription {

	private final Map<String, Object> entries = new LinkedHashMap<>();

	private SettingsDescription() {
	}

	/**
	 * Describe the settings of a role.
	 * @param role the role
	 * @return the settings by name, empty if the role is none of the known classes
	 */
	static Map<String, Object> of(ZmqRole role) {
		if (role instanceof ZmqPublisher publisher) {
			return of(publisher.settings());
		}
		if (role instanceof ZmqSubscriber subscriber) {
			return of(subscriber.settings());
		}
		if (role instanceof ZmqWorker worker) {
			return of(worker.settings());
		}
		if (role instanceof ZmqProxy proxy) {
			return of(proxy.settings());
		}
		return (role instanceof ZmqController controller) ? of(controller.settings()) : Map.of();
	}

	private static Map<String, Object> of(ProxySettings settings) {
		return new SettingsDescription().with("type", settings.type())
			.with("frontend", of(settings.frontend(), ProxySettings.BINDS))
			.with("backend", of(settings.backend(), ProxySettings.BINDS))
			.with("capture", of(settings.capture(), ProxySettings.BINDS)).entries;
	}

	private static Map<String, Object> of(PublisherSettings settings) {
		return new SettingsDescription().with("bind", settings.bind())
			.with("resolve", settings.resolve())
			.with("resolveInterval", (settings.resolve() == Resolve.ALL) ? settings.resolveInterval() : null)
			.with("defaultTopic", settings.defaultTopic())
			.with("wireFormat", settings.wireFormat())
			.with("topicRule", settings.topicRule())
			.with("latencyClass", settings.latencyClass())
			.with("headers", settings.headers())
			.with("sequence", settings.sequence())
			.with("typeProperty", settings.effectiveTypeProperty())
			.with("sendTimeout", settings.sendTimeout())
			.with("highWaterMark", settings.highWaterMark())
			.with("overflow", settings.overflow())
			.with("awaitSubscribers",
					new SettingsDescription().with("topics", settings.awaitSubscribers().topics())
						.with("timeout", settings.awaitSubscribers().timeout()).entries)
			.with("linger", settings.linger())
			.with("heartbeat", of(settings.heartbeat()))
			.with("replay", settings.replay().enabled() ? of(settings.replay()) : null)
			.with("lastValue",
					settings.lastValue().enabled()
							? new SettingsDescription().with("topics", settings.lastValue().topics())
								.with("maxBytes", settings.lastValue().maxBytes()).entries
							: null)
			.with("converter", settings.converter())
			.with("security", settings.security())
			.with("securityRole", settings.securityRole())
			.with("socket", of(settings.socket())).entries;
	}

	private static Map<String, Object> of(HeartbeatSettings settings) {
		return new SettingsDescription().with("enabled", settings.enabled())
			.with("interval", settings.interval())
			.with("topic", settings.topic()).entries;
	}

	private static Map<String, Object> of(PublisherReplaySettings settings) {
		return new SettingsDescription().with("address", settings.address())
			.with("messages", settings.messages())
			.with("maxBytes", settings.maxBytes())
			.with("file", settings.file()).entries;
	}

	private static Map<String, Object> of(SubscriberSettings settings) {
		return new SettingsDescription().with("bind", settings.bind())
			.with("resolve", settings.resolve())
			.with("resolveInterval", (settings.resolve() == Resolve.ALL) ? settings.resolveInterval() : null)
			.with("topics", settings.topics())
			.with("wireFormat", settings.wireFormat())
			.with("topicRule", settings.topicRule())
			.with("latencyClass", settings.latencyClass())
			.with("headers", settings.headers())
			.with("highWaterMark", settings.highWaterMark())
			.with("autoStartup", settings.autoStartup())
			.with("shutdownTimeout", settings.shutdownTimeout())
			.with("maxPending", settings.maxPending())
			.with("resultTimeout", settings.resultTimeout())
			.with("expectHeartbeatWithin", settings.expectHeartbeatWithin())
			.with("expectHeartbeatFrom",
					settings.expectHeartbeatFrom().isEmpty() ? null : settings.expectHeartbeatFrom())
			.with("heartbeatTopic", (settings.expectHeartbeatWithin() != null) ? settings.heartbeatTopic() : null)
			.with("maxAge", settings.maxAge())
			.with("onTooOld", (settings.maxAge() != null) ? settings.onTooOld() : null)
			.with("replay", settings.replay().enabled() ? of(settings.replay()) : null)
			.with("replayTimeout", settings.replay().enabled() ? settings.replayTimeout() : null)
			.with("converter", settings.converter())
			.with("security", settings.security())
			.with("securityRole", settings.securityRole())
			.with("socket", of(settings.socket())).entries;
	}

	private static Map<String, Object> of(SubscriberReplaySettings settings) {
		return new SettingsDescription().with("address", settings.address())
			.with("from", settings.from())
			.with("resume", settings.resume()).entries;
	}

	private static Map<String, Object> of(WorkerSettings settings) {
		return new SettingsDescription().with("pull", of(settings.pull(), false))
			.with("push", of(settings.push(), false))
			.with("concurrency", settings.concurrency())
			.with("workTimeout", settings.workTimeout())
			.with("shutdownTimeout", settings.shutdownTimeout())
			.with("delivery", settings.delivery())
			.with("errorResults", settings.errorResults().enabled())
			.with("headers", settings.headers())
			.with("typeProperty", settings.typeProperty())
			.with("converter", settings.converter()).entries;
	}

	private static Map<String, Object> of(ControllerSettings settings) {
		Map<String, Object> pools = new TreeMap<>();
		settings.workers().forEach((pool, poolSettings) -> pools.put(pool, of(poolSettings)));
		return new SettingsDescription().with("workers", pools)
			.with("sendTimeout", settings.sendTimeout())
			.with("workerTimeout", settings.workerTimeout())
			.with("shutdownTimeout", settings.shutdownTimeout())
			.with("maxPending", settings.maxPending())
			.with("resultTimeout", settings.resultTimeout())
			.with("headers", settings.headers())
			.with("typeProperty", settings.typeProperty())
			.with("converter", settings.converter()).entries;
	}

	private static Map<String, Object> of(PoolSettings settings) {
		return new SettingsDescription().with("push", of(settings.push(), true))
			.with("pull", of(settings.pull(), true))
			.with("messageTypes", settings.messageTypes())
			.with("maxQueueSize", settings.maxQueueSize())
			.with("delivery", settings.delivery())
			.with("inFlight", settings.inFlight())
			.with("redeliveryTimeout", settings.redeliveryTimeout())
			.with("retryDelay", settings.retryDelay())
			.with("maxAttempts", settings.maxAttempts()).entries;
	}

	private static @Nullable Map<String, Object> of(@Nullable PipeSettings settings, boolean bindByDefault) {
		if (settings == null) {
			return null;
		}
		List<String> addresses = settings.endpoints().stream().map(Endpoint::toString).toList();
		return new SettingsDescription().with("address", addresses)
			.with("bind", settings.binds(bindByDefault))
			.with("resolve", settings.resolve())
			.with("resolveInterval", (settings.resolve() == Resolve.ALL) ? settings.resolveInterval() : null)
			.with("highWaterMark", settings.highWaterMark())
			.with("linger", settings.linger())
			.with("security", settings.security())
			.with("securityRole", settings.securityRole())
			.with("socket", of(settings.socket())).entries;
	}

	private static Map<String, Object> of(SocketTuning tuning) {
		return new SettingsDescription().with("maxMessageSize", tuning.maxMessageSize())
			.with("handshakeInterval", tuning.handshakeInterval())
			.with("heartbeatInterval", tuning.heartbeatInterval())
			.with("heartbeatTimeout", tuning.heartbeatTimeout())
			.with("reconnectInterval", tuning.reconnectInterval())
			.with("reconnectIntervalMax", tuning.reconnectIntervalMax())
			.with("sendBuffer", tuning.sendBuffer())
			.with("receiveBuffer", tuning.receiveBuffer())
			.with("tcpKeepAlive", tuning.tcpKeepAlive())
			.with("ipv6", tuning.ipv6())
			.with("maxConnections", tuning.maxConnections())
			.with("maxSubscriptions", tuning.maxSubscriptions())
			.with("ipcPermissions", tuning.ipcPermissions())
			.with("expectConnectionWithin", tuning.expectConnectionWithin()).entries;
	}

	private SettingsDescription with(String name, @Nullable Object value) {
		if (value instanceof Enum<?> constant) {
			this.entries.put(name, constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
		}
		else if (value instanceof Boolean || value instanceof Number || value instanceof Map<?, ?>
				|| value instanceof List<?>) {
			this.entries.put(name, value);
		}
		else if (value != null) {
			this.entries.put(name, String.valueOf(SettingText.of(name, value)));
		}
		return this;
	}

}
