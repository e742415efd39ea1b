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

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.zmqspring.role.MessageObserver;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.ObservedMessage;

/**
 * Creates the observations of messages in an {@link ObservationRegistry} of Micrometer.
 * Auto-configuration registers it with every role; register it with other roles by
 * calling {@link io.zmqspring.role.ZmqRole#observeWith}. It can be used from any thread.
 *
 * @since 0.1
 */
public final class RegistryMessageObserver implements MessageObserver {

	private final ObservationRegistry registry;

	private final Conventions<ZmqSenderContext> sending;

	private final Conventions<ZmqReceiverContext> handling;

	/**
	 * Create an observer.
	 * @param registry the registry for the observations
	 * @param sender the convention for messages that are sent, {@code null} for the
	 * default
	 * @param receiver the convention for messages that are handled, {@code null} for the
	 * default
	 */
	public RegistryMessageObserver(ObservationRegistry registry, @Nullable ZmqSenderObservationConvention sender,
			@Nullable ZmqReceiverObservationConvention receiver) {
		this.registry = registry;
		this.sending = new Conventions<>(sender, new DefaultZmqSenderObservationConvention());
		this.handling = new Conventions<>(receiver, new DefaultZmqReceiverObservationConvention());
	}

	@Override
	public Observation observation(ObservedMessage message) {
		MessageOperation operation = message.operation();
		return operation.isSending()
				? this.sending.observation(operation, () -> new ZmqSenderContext(message), this.registry)
				: this.handling.observation(operation, () -> new ZmqReceiverContext(message), this.registry);
	}

	/**
	 * The conventions of one direction.
	 *
	 * @param custom the convention of the application, {@code null} if it has none
	 * @param standard the default convention
	 * @param <C> the type of context
	 */
	private record Conventions<C extends Observation.Context>(@Nullable ObservationConvention<C> custom,
			ObservationConvention<C> standard) {

		Observation observation(MessageOperation operation, Supplier<C> context, ObservationRegistry registry) {
			ZmqObservation named = ZmqObservation.of(operation);
			return Observation.createNotStarted(
					(this.custom != null) ? new NamedConvention<>(named, this.custom) : null,
					new NamedConvention<>(named, this.standard), context, registry);
		}

	}

}
