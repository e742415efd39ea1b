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
 * Meters that were registered, so that they can be removed.
 */
final class RegisteredMeters {

	private final List<Registered> registered = new ArrayList<>();

	private final List<MeterRegistry> registries;

	private boolean closed;

	RegisteredMeters(List<MeterRegistry> registries) {
		this.registries = List.copyOf(registries);
	}

	/**
	 * Register a meter, unless closed.
	 * @param owner what it goes with
	 * @param registration registers it, or finds it registered
	 * @param <M> the type of meter
	 * @return the meter of each registry
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

	synchronized void remove(String owner) {
		removeIf((meter) -> meter.owner().equals(owner));
	}

	/**
	 * Remove all of them, and register no more.
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
	 * A meter and where it is.
	 *
	 * @param owner what it goes with
	 * @param registry the registry
	 * @param meter the meter
	 */
	private record Registered(String owner, MeterRegistry registry, Meter meter) {

	}

}
