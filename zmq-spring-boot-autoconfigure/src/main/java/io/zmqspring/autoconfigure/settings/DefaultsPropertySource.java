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

package io.zmqspring.autoconfigure.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

import io.zmqspring.autoconfigure.entries.ConfiguredEntries;
import io.zmqspring.autoconfigure.entries.KnownKeys;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.TransportOptions;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;

/**
 * Makes the values of {@code zmq.defaults} properties of every entry that has the key,
 * those below {@code socket} where a transport of the socket has the option. As the last
 * property source they have the lowest precedence: a key of an entry counts, from
 * whatever source it comes.
 */
public final class DefaultsPropertySource {

	/** The name of the property source. */
	public static final String NAME = "zmqDefaults";

	private static final String OPTIONS = "socket.";

	private static final Set<String> SOCKETS = Set.of("pull", "push", "frontend", "backend", "capture");

	private static final ConfigurationPropertyName DEFAULTS = ConfigurationPropertyName.of("zmq.defaults");

	private final ConfigurableEnvironment environment;

	private final Map<String, ConfigurationProperty> defaults = new LinkedHashMap<>();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private DefaultsPropertySource(ConfigurableEnvironment environment) {
		this.environment = environment;
		for (String key : KnownKeys.of(RoleDefaults.class)) {
			ConfigurationProperty property = find(DEFAULTS.append(key));
			if (property != null) {
				this.defaults.put(key, property);
			}
		}
	}

	/**
	 * Add the property source to an environment, or replace it. Without a key below
	 * {@code zmq.defaults} there is none.
	 * @param environment the environment
	 */
	public static void addTo(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources().remove(NAME);
			if (isConfigured(configurable, DEFAULTS)) {
				new DefaultsPropertySource(configurable).add();
			}
		}
	}

	private static boolean isConfigured(Environment environment, ConfigurationPropertyName section) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(section) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

	private void add() {
		ConfiguredEntries entries = new ConfiguredEntries(this.environment);
		entries.names("publishers").forEach((name) -> add("zmq.publishers." + name, PublisherSettings.class));
		entries.names("subscribers").forEach((name) -> add("zmq.subscribers." + name, SubscriberSettings.class));
		entries.names("workers").forEach((name) -> add("zmq.workers." + name, WorkerSettings.class));
		for (String controller : entries.names("controllers")) {
			String key = "controllers." + controller;
			add("zmq." + key, ControllerSettings.class);
			entries.names(key + ".workers")
				.forEach((pool) -> add("zmq." + key + ".workers." + pool, PoolSettings.class));
		}
		entries.names("proxies").forEach((name) -> add("zmq.proxies." + name, ProxySettings.class));
		this.environment.getPropertySources().addLast(new OriginTrackedMapPropertySource(NAME, this.properties, true));
	}

	private void add(String entry, Class<?> settings) {
		for (String key : KnownKeys.of(settings)) {
			String socket = socket(key);
			String common = (socket != null) ? key.substring(socket.length() + 1) : key;
			ConfigurationProperty property = this.defaults.get(common);
			if (property != null && (socket == null || hasSocket(settings, entry, socket))
					&& hasEffect((socket != null) ? entry + "." + socket : entry, settings, common)) {
				this.properties.put(entry + "." + key, OriginTrackedValue.of(property.getValue(),
						new DefaultOrigin("zmq.defaults." + common, property.getOrigin())));
			}
		}
	}

	private static @Nullable String socket(String key) {
		int dot = key.indexOf('.');
		String section = (dot > 0) ? key.substring(0, dot) : "";
		return SOCKETS.contains(section) ? section : null;
	}

	// A default alone must not make a socket. If it is missing, that is the error to
	// report, not the address of a socket with defaults
	private boolean hasSocket(Class<?> settings, String entry, String socket) {
		boolean mandatory = settings == WorkerSettings.class && socket.equals("pull");
		return mandatory || isConfigured(this.environment, ConfigurationPropertyName.of(entry + "." + socket));
	}

	// What is meant for roles of one transport must not make those of another invalid
	private boolean hasEffect(String socket, Class<?> settings, String key) {
		if (!key.startsWith(OPTIONS)) {
			return true;
		}
		Binder binder = Binder.get(this.environment);
		List<String> addresses = binder.bind(socket + ".address", Bindable.listOf(String.class)).orElse(List.of());
		Integer port = binder.bind(socket + ".port", Integer.class).orElse(null);
		boolean bind = binder.bind(socket + ".bind", Boolean.class).orElse(bindsByDefault(settings));
		return TransportOptions.of(addresses, port, bind).include(key.substring(OPTIONS.length()));
	}

	private static boolean bindsByDefault(Class<?> settings) {
		return settings == PublisherSettings.class || settings == PoolSettings.class || settings == ProxySettings.class;
	}

	private @Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	private record DefaultOrigin(String key, @Nullable Origin origin) implements Origin {

		@Override
		public @Nullable Origin getParent() {
			return this.origin;
		}

		@Override
		public String toString() {
			return this.key + ((this.origin != null) ? ", " + this.origin : "");
		}

	}

}
