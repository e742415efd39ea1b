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

package io.zmqspring.listener.invocation;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a listener returns: each element of a collection as one message, and
 * nothing for {@code null} and an empty {@code Optional}.
 *
 * @param destination where results go
 * @param type the type of one result
 */
record PublishedResults(ResultDestination destination, ResultType type) {

	// The current observation of a thread is the same in all registries
	private static final ObservationRegistry OBSERVATIONS = ObservationRegistry.create();

	/**
	 * Publish a value.
	 * @param value the value
	 */
	void publish(@Nullable Object value) {
		if (value instanceof Collection<?> elements) {
			elements.forEach(this::publishOne);
		}
		else {
			publishOne((value instanceof Optional<?> optional) ? optional.orElse(null) : value);
		}
	}

	private void publishOne(@Nullable Object result) {
		if (result != null) {
			this.destination.publish(this.type.of(result));
		}
	}

	/**
	 * Return what publishes values later, on any thread, in the observation that is
	 * current now: the trace of the message continues in the results.
	 * @return publishes a value
	 */
	Consumer<@Nullable Object> later() {
		Observation observation = OBSERVATIONS.getCurrentObservation();
		return (observation != null) ? (value) -> publishWithin(observation, value) : this::publish;
	}

	private void publishWithin(Observation observation, @Nullable Object value) {
		Observation.Scope scope = observation.openScope();
		try {
			publish(value);
		}
		finally {
			scope.close();
		}
	}

}
