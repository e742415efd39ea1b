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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.autoconfigure.entries.AddressAgreement;
import io.zmqspring.autoconfigure.entries.BoundEndpoints;
import io.zmqspring.autoconfigure.entries.LatencyClasses;
import io.zmqspring.autoconfigure.entries.ProxyLoops;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.TransportOptions;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;

/**
 * The settings with which the roles are created. The configured values come first, then
 * the addresses of connection details, then the customizers; the result is checked.
 */
public final class EffectiveSettings {

	private final ListableBeanFactory beanFactory;

	private final @Nullable RoleDefaults defaults;

	private final Map<String, PublisherSettings> publishers;

	private final Map<String, SubscriberSettings> subscribers;

	private final Map<String, WorkerSettings> workers;

	private final Map<String, ControllerSettings> controllers;

	private final Map<String, ProxySettings> proxies;

	/**
	 * Complete and check the settings of all roles.
	 * @param beanFactory the customizers and connection details
	 * @param defaults the defaults of all roles, {@code null} if none are configured
	 * @param publishers the configured publishers by name
	 * @param subscribers the configured subscribers by name
	 * @param workers the configured workers by name
	 * @param controllers the configured controllers by name
	 * @param proxies the configured proxies by name
	 * @throws InvalidSettingException if settings are not valid, if two roles bind the
	 * same endpoint, if a socket would carry messages of two latency classes, or if roles
	 * with the same address could not communicate
	 */
	public EffectiveSettings(ListableBeanFactory beanFactory, @Nullable RoleDefaults defaults,
			Map<String, PublisherSettings> publishers, Map<String, SubscriberSettings> subscribers,
			Map<String, WorkerSettings> workers, Map<String, ControllerSettings> controllers,
			Map<String, ProxySettings> proxies) {
		this.beanFactory = beanFactory;
		this.defaults = defaults;
		try {
			this.publishers = publishers.isEmpty() ? Map.of() : complete("publishers", publishers, publisher());
			this.subscribers = subscribers.isEmpty() ? Map.of() : complete("subscribers", subscribers, subscriber());
			this.workers = workers.isEmpty() ? Map.of() : complete("workers", workers, worker());
			this.controllers = controllers.isEmpty() ? Map.of() : complete("controllers", controllers, controller());
			this.proxies = proxies.isEmpty() ? Map.of() : complete("proxies", proxies, proxy());
			checkTogether();
		}
		catch (InvalidSettingException ex) {
			throw ex.below("zmq");
		}
	}

	private static <T> Map<String, T> complete(String section, Map<String, T> configured,
			BiFunction<String, T, T> completion) {
		Map<String, T> completed = new TreeMap<>();
		configured.forEach((name, settings) -> {
			try {
				completed.put(name, completion.apply(name, settings));
			}
			catch (InvalidSettingException ex) {
				throw ex.below(section + "." + name);
			}
		});
		return completed;
	}

	private BiFunction<String, PublisherSettings, PublisherSettings> publisher() {
		List<ZmqPublisherConnectionDetails> details = beans(ZmqPublisherConnectionDetails.class);
		List<ZmqPublisherCustomizer> customizers = beans(ZmqPublisherCustomizer.class);
		return (name, settings) -> {
			PublisherSettings.Builder builder = settings.mutate();
			supply(details, (bean) -> bean.getAddress(name), (address) -> builder.moveTo(address));
			customizers.forEach((customizer) -> customizer.customize(name, builder));
			return builder.build();
		};
	}

	private BiFunction<String, SubscriberSettings, SubscriberSettings> subscriber() {
		List<ZmqSubscriberConnectionDetails> details = beans(ZmqSubscriberConnectionDetails.class);
		List<ZmqSubscriberCustomizer> customizers = beans(ZmqSubscriberCustomizer.class);
		return (name, settings) -> {
			SubscriberSettings.Builder builder = settings.mutate();
			supply(details, (bean) -> bean.getAddress(name), (address) -> builder.moveTo(address));
			customizers.forEach((customizer) -> customizer.customize(name, builder));
			return builder.build();
		};
	}

	private BiFunction<String, WorkerSettings, WorkerSettings> worker() {
		List<ZmqWorkerConnectionDetails> details = beans(ZmqWorkerConnectionDetails.class);
		List<ZmqWorkerCustomizer> customizers = beans(ZmqWorkerCustomizer.class);
		return (name, settings) -> {
			WorkerSettings.Builder builder = settings.mutate();
			supply(details, (bean) -> bean.getPullAddress(name),
					(address) -> builder.pull((pull) -> pull.moveTo(address)));
			supply(details, (bean) -> bean.getPushAddress(name),
					(address) -> builder.push(at(address, settings.push(), WorkerSettings.BINDS)));
			customizers.forEach((customizer) -> customizer.customize(name, builder));
			return builder.build();
		};
	}

	private BiFunction<String, ControllerSettings, ControllerSettings> controller() {
		List<ZmqControllerConnectionDetails> details = beans(ZmqControllerConnectionDetails.class);
		List<ZmqControllerCustomizer> customizers = beans(ZmqControllerCustomizer.class);
		return (name, settings) -> {
			ControllerSettings.Builder builder = settings.mutate();
			settings.workers().forEach((pool, configured) -> {
				supply(details, (bean) -> bean.getPushAddress(name, pool), (address) -> builder.pool(pool,
						(change) -> change.push(at(address, configured.push(), PoolSettings.BINDS))));
				supply(details, (bean) -> bean.getPullAddress(name, pool), (address) -> builder.pool(pool,
						(change) -> change.pull(at(address, configured.pull(), PoolSettings.BINDS))));
			});
			customizers.forEach((customizer) -> customizer.customize(name, builder));
			return builder.build();
		};
	}

	private BiFunction<String, ProxySettings, ProxySettings> proxy() {
		List<ZmqProxyConnectionDetails> details = beans(ZmqProxyConnectionDetails.class);
		List<ZmqProxyCustomizer> customizers = beans(ZmqProxyCustomizer.class);
		return (name, settings) -> {
			ProxySettings.Builder builder = settings.mutate();
			supply(details, (bean) -> bean.getFrontendAddress(name),
					(address) -> builder.frontend((frontend) -> frontend.moveTo(address)));
			supply(details, (bean) -> bean.getBackendAddress(name),
					(address) -> builder.backend((backend) -> backend.moveTo(address)));
			customizers.forEach((customizer) -> customizer.customize(name, builder));
			return builder.build();
		};
	}

	private <T> List<T> beans(Class<T> type) {
		return this.beanFactory.getBeanProvider(type).orderedStream().toList();
	}

	private static <D> void supply(List<D> details, Function<D, List<String>> addresses, Consumer<String[]> consumer) {
		details.stream()
			.map(addresses)
			.filter((supplied) -> !supplied.isEmpty())
			.findFirst()
			.ifPresent((supplied) -> consumer.accept(supplied.toArray(String[]::new)));
	}

	// The defaults are properties of sockets that are configured, so that they alone make
	// none
	private Consumer<PipeSettings.Builder> at(String[] address, @Nullable PipeSettings configured, boolean bind) {
		return (builder) -> {
			if (configured == null && this.defaults != null) {
				builder.highWaterMark(this.defaults.highWaterMark())
					.linger(this.defaults.linger())
					.socket(TransportOptions.of(List.of(address), null, bind).select(this.defaults.socket()));
			}
			builder.moveTo(address);
		};
	}

	private void checkTogether() {
		BoundEndpoints bound = new BoundEndpoints();
		this.publishers.forEach((name, settings) -> bound.add("publishers." + name, settings));
		this.subscribers.forEach((name, settings) -> bound.add("subscribers." + name, settings));
		this.workers.forEach((name, settings) -> bound.add("workers." + name, settings));
		this.controllers.forEach((name, settings) -> bound.add("controllers." + name, settings));
		this.proxies.forEach((name, settings) -> bound.add("proxies." + name, settings));
		LatencyClasses classes = new LatencyClasses();
		this.publishers.forEach((name, settings) -> classes.add("publishers." + name, settings));
		this.subscribers.forEach((name, settings) -> classes.add("subscribers." + name, settings));
		classes.check();
		AddressAgreement agreement = new AddressAgreement();
		this.publishers.forEach((name, settings) -> agreement.add("publishers." + name, settings));
		this.subscribers.forEach((name, settings) -> agreement.add("subscribers." + name, settings));
		this.workers.forEach((name, settings) -> agreement.add("workers." + name, settings));
		this.controllers.forEach((name, settings) -> agreement.add("controllers." + name, settings));
		this.proxies.forEach((name, settings) -> agreement.add("proxies." + name, settings));
		agreement.check();
		ProxyLoops loops = new ProxyLoops();
		this.proxies.forEach((name, settings) -> loops.add("proxies." + name, settings));
		loops.check();
	}

	/**
	 * Return the settings of a publisher.
	 * @param name the name of its entry
	 * @return the settings, {@code null} if there is no such entry
	 */
	public @Nullable PublisherSettings publisher(String name) {
		return this.publishers.get(name);
	}

	/**
	 * Return the settings of a subscriber.
	 * @param name the name of its entry
	 * @return the settings, {@code null} if there is no such entry
	 */
	public @Nullable SubscriberSettings subscriber(String name) {
		return this.subscribers.get(name);
	}

	/**
	 * Return the settings of a worker.
	 * @param name the name of its entry
	 * @return the settings, {@code null} if there is no such entry
	 */
	public @Nullable WorkerSettings worker(String name) {
		return this.workers.get(name);
	}

	/**
	 * Return the settings of a controller.
	 * @param name the name of its entry
	 * @return the settings, {@code null} if there is no such entry
	 */
	public @Nullable ControllerSettings controller(String name) {
		return this.controllers.get(name);
	}

	/**
	 * Return the settings of a proxy.
	 * @param name the name of its entry
	 * @return the settings, {@code null} if there is no such entry
	 */
	public @Nullable ProxySettings proxy(String name) {
		return this.proxies.get(name);
	}

}
