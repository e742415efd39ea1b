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

package io.zmqspring.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;
import io.zmqspring.security.KeyReloads;

/**
 * Registers the meters of every role, including roles that are created and started later,
 * and removes them when the role is destroyed or the application ends. Counters read the
 * statistics of the role only when a registry reads the counter, so they cost nothing per
 * message. It can be called from any thread.
 *
 * @since 0.1
 */
public final class ZmqMeterBinder implements MeterBinder, ApplicationListener<ZmqStateChangedEvent>, DisposableBean {

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final Map<ZmqRole, RoleMeters> bound = new ConcurrentHashMap<>();

	private final List<ReloadMeters> reloadMeters = new CopyOnWriteArrayList<>();

	private final Supplier<Stream<ZmqRole>> roles;

	private final boolean timing;

	private final Supplier<List<KeyReloads>> reloads;

	/**
	 * Create the binder without meters of keys that were read again.
	 * @param roles supplies the roles that exist at the moment
	 * @param timing whether the execution time of handlers is measured
	 */
	public ZmqMeterBinder(Supplier<Stream<ZmqRole>> roles, boolean timing) {
		this(roles, timing, List::of);
	}

	/**
	 * Create the binder.
	 * @param roles supplies the roles that exist at the moment
	 * @param timing whether the execution time of handlers is measured
	 * @param reloads supplies how often the keys of each section were read again
	 */
	public ZmqMeterBinder(Supplier<Stream<ZmqRole>> roles, boolean timing, Supplier<List<KeyReloads>> reloads) {
		this.roles = roles;
		this.timing = timing;
		this.reloads = reloads;
	}

	/**
	 * Register the meters of all roles, now and in future, in a registry.
	 * @param registry the registry
	 */
	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.reloadMeters.add(new ReloadMeters(registry, this.reloads));
		Stream.concat(this.roles.get(), this.bound.keySet().stream())
			.distinct()
			.filter(ZmqMeterBinder::isNamed)
			.forEach((role) -> {
				RoleMeters meters = metersOf(role);
				this.bound.put(role, meters);
				role.observe(null);
				meters.bind();
			});
	}

	/**
	 * Register the meters of a role that is starting, if it has none yet.
	 * @param event the change of state
	 */
	@Override
	public void onApplicationEvent(ZmqStateChangedEvent event) {
		if (event.to() != ZmqState.STARTING || this.registries.isEmpty()
				|| !(event.getSource() instanceof ZmqRole role)) {
			return;
		}
		RoleMeters meters = metersOf(role);
		if (this.bound.putIfAbsent(role, meters) == null) {
			// The meters may have been registered with a proxy of this role; removes them
			role.observe(null);
			meters.bind();
		}
	}

	// A mock of a role in a test has neither a kind nor a name
	private static boolean isNamed(ZmqRole role) {
		return role.role() != null && role.name() != null;
	}

	private RoleMeters metersOf(ZmqRole role) {
		return new RoleMeters(role, this.registries, this.timing, (ended) -> this.bound.remove(role, ended));
	}

	/**
	 * Remove all meters.
	 */
	@Override
	public void destroy() {
		this.registries.clear();
		this.reloadMeters.forEach(ReloadMeters::remove);
		List.copyOf(this.bound.keySet()).forEach((role) -> role.observe(null));
	}

}
