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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Registers meters in all registries, and remembers them so that they can be removed.
 */
final class RegisteredMeters {

	private final List<Registered> registered = new ArrayList<>();

	private final List<MeterRegistry> registries;

	private boolean closed;

	RegisteredMeters(List<MeterRegistry> registries) {
		this.registries = List.copyOf(registries);
	}

	/**
	 * Register a meter in each registry.
	 * @param owner the key with which the meter can be removed
	 * @param registration registers the meter, or returns the one already registered
	 * @param <M> the type of meter
	 * @return the meter of each registry, empty after {@link #close()}
	 */
	synchronized <M extends Meter> List<M> register(String owner, Function<MeterRegistry, M> registration) {
		List<M> meters = new ArrayList<>();
		if (!this.closed) {
			for (MeterRegistry registry : this.registries) {
				M meter = registration.apply(registry);
				this.registered.add(new Registered(owner, registry, meter));
				meters.add(meter);
			}
		}
		return meters;
	}

	/**
	 * Remove the meters of an owner.
	 * @param owner the key they were registered with
	 */
	synchronized void remove(String owner) {
		removeIf((meter) -> meter.owner().equals(owner));
	}

	/**
	 * Remove all meters, and register no further ones.
	 */
	synchronized void close() {
		this.closed = true;
		removeIf((meter) -> true);
	}

	private void removeIf(Predicate<Registered> condition) {
		this.registered.stream().filter(condition).forEach((meter) -> meter.registry().remove(meter.meter()));
		this.registered.removeIf(condition);
	}

	/**
	 * A registered meter.
	 *
	 * @param owner the key with which it can be removed
	 * @param registry the registry that contains it
	 * @param meter the meter
	 */
	private record Registered(String owner, MeterRegistry registry, Meter meter) {

	}

}
