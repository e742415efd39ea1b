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

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.autoconfigure.entries.EntryNames;
import io.zmqspring.autoconfigure.settings.RoleDefaults;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.security.SecuritySettings;

/**
 * All settings, bound from {@code zmq}. Immutable. An unknown key makes the start fail.
 *
 * @param enabled Whether ZeroMQ is configured at all.
 * @param context Settings of the ZeroMQ context.
 * @param security What peers may do before they are known, for every socket.
 * @param defaults Values of keys that more than one kind of role has, for all roles that
 * do not set them; absent if there are none.
 * @param template Settings of the ZmqTemplate.
 * @param listener Settings of all listeners.
 * @param stats Settings of the statistics.
 * @param observation Settings of traces.
 * @param dashboard Settings of the page of zmq-spring-boot-dashboard.
 * @param publishers Publishers by name, one bean each.
 * @param subscribers Subscribers by name, one bean each.
 * @param workers Workers by name, one bean each.
 * @param controllers Controllers by name, one bean each.
 * @param proxies Proxies by name, one bean each.
 * @since 0.1
 */
@ConfigurationProperties(prefix = "zmq", ignoreUnknownFields = false)
public record ZmqProperties(@DefaultValue("true") boolean enabled,
		@NestedConfigurationProperty @DefaultValue ContextSettings context,
		@NestedConfigurationProperty @DefaultValue SecuritySettings security,
		@NestedConfigurationProperty @Nullable RoleDefaults defaults, @DefaultValue Template template,
		@NestedConfigurationProperty @DefaultValue ListenerProperties listener, @DefaultValue Stats stats,
		@DefaultValue Observation observation, @DefaultValue Dashboard dashboard,
		@DefaultValue Map<String, PublisherSettings> publishers,
		@DefaultValue Map<String, SubscriberSettings> subscribers, @DefaultValue Map<String, WorkerSettings> workers,
		@DefaultValue Map<String, ControllerSettings> controllers, @DefaultValue Map<String, ProxySettings> proxies) {

	/**
	 * Create the settings.
	 * @throws InvalidSettingException if the name of an entry is not valid
	 */
	public ZmqProperties {
		EntryNames.check("publishers", publishers.keySet());
		EntryNames.check("subscribers", subscribers.keySet());
		EntryNames.check("workers", workers.keySet());
		EntryNames.check("controllers", controllers.keySet());
		EntryNames.check("proxies", proxies.keySet());
		publishers = Collections.unmodifiableMap(new TreeMap<>(publishers));
		subscribers = Collections.unmodifiableMap(new TreeMap<>(subscribers));
		workers = Collections.unmodifiableMap(new TreeMap<>(workers));
		controllers = Collections.unmodifiableMap(new TreeMap<>(controllers));
		proxies = Collections.unmodifiableMap(new TreeMap<>(proxies));
	}

	/**
	 * Settings of the {@code ZmqTemplate}, bound from {@code zmq.template}.
	 *
	 * @param publisher Name of the publisher with which ZmqTemplate publishes; absent for
	 * the only or primary one.
	 * @param transactional Whether ZmqTemplate publishes after the commit of an active
	 * transaction.
	 */
	public record Template(@Nullable String publisher, @DefaultValue("false") boolean transactional) {

		/**
		 * Create the settings.
		 */
		public Template {
			publisher = StringUtils.hasText(publisher) ? publisher : null;
		}

	}

	/**
	 * Settings of the statistics, bound from {@code zmq.stats}.
	 *
	 * @param logInterval Interval at which the message rates of each role are logged;
	 * absent for no log lines.
	 */
	public record Stats(@Nullable Duration logInterval) {

		/**
		 * Create the settings.
		 * @throws InvalidSettingException if the interval is not positive
		 */
		public Stats {
			if (logInterval != null && (logInterval.isZero() || logInterval.isNegative())) {
				throw new InvalidSettingException("log-interval", logInterval, "is not positive",
						"Write for example 1m, or leave it out.");
			}
		}

	}

	/**
	 * Settings of traces, bound from {@code zmq.observation}.
	 *
	 * @param enabled Whether messages are observed if an ObservationRegistry with
	 * handlers is present.
	 */
	public record Observation(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Settings of the page that shows all roles, bound from {@code zmq.dashboard}. They
	 * have an effect with the module {@code zmq-spring-boot-dashboard} only.
	 *
	 * @param enabled Whether the application has a page that shows all roles. Whoever may
	 * request it sees addresses, peers and errors.
	 * @param path Path of the page within the application.
	 * @param interval Interval at which an open page asks for the current state.
	 */
	public record Dashboard(@DefaultValue("false") boolean enabled, @DefaultValue("/zmq") String path,
			@DefaultValue("1s") Duration interval) {

		private static final Pattern PATH = Pattern.compile("(/[\\w~-][\\w.~-]*)+");

		private static final Duration SHORTEST = Duration.ofMillis(50);

		private static final Duration LONGEST = Duration.ofMinutes(1);

		/**
		 * Create the settings.
		 * @throws InvalidSettingException if the path or the interval is not valid
		 */
		public Dashboard {
			path = (path.length() > 2 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
			if (!path.equals("/") && !PATH.matcher(path).matches()) {
				throw new InvalidSettingException("path", path, "is not the path of a page",
						"Write for example /zmq or /admin/zmq: a slash, then letters, digits and dashes.");
			}
			if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
				throw new InvalidSettingException("interval", interval, "is not from 50 ms to 1 minute",
						"Write for example 1s.");
			}
		}

	}

}
