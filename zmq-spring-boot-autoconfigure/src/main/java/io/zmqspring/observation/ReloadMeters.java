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
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import io.zmqspring.security.KeyReloads;

/**
 * The meters of keys that were read again, one pair for each section of
 * {@code zmq.security.curve} with key files.
 */
final class ReloadMeters {

	private final Supplier<List<KeyReloads>> reloads;

	private final RegisteredMeters meters;

	ReloadMeters(MeterRegistry registry, Supplier<List<KeyReloads>> reloads) {
		this.reloads = reloads;
		this.meters = new RegisteredMeters(List.of(registry));
		for (KeyReloads section : reloads.get()) {
			register(section.section(), "success", KeyReloads::succeeded);
			register(section.section(), "failure", KeyReloads::failed);
		}
	}

	private void register(String section, String outcome, ToLongFunction<KeyReloads> value) {
		this.meters.register("",
				(registry) -> FunctionCounter
					.builder("zmq.security.reloads", this.reloads, (present) -> count(present.get(), section, value))
					.description("Key files that have changed and were read again")
					.tags("section", section, "outcome", outcome)
					.register(registry));
	}

	private static double count(List<KeyReloads> present, String section, ToLongFunction<KeyReloads> value) {
		return present.stream().filter((each) -> each.section().equals(section)).mapToLong(value).sum();
	}

	void remove() {
		this.meters.close();
	}

}
