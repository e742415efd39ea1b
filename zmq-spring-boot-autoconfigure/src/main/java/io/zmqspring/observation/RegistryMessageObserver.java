package io.zmqspring.observation;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.zmqspring.role.MessageObserver;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.ObservedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Observes messages by Micrometer. Give it to a role by
 * {@link io.zmqspring.role.ZmqRole#observeWith}; auto-configuration does so for all.
 */
public final class RegistryMessageObserver implements MessageObserver {

	private final ObservationRegistry registry;

	private final Conventions<ZmqSenderContext> sending;

	private final Conventions<ZmqReceiverContext> handling;

	/**
	 * Create an observer.
	 * @param registry makes the observations
	 * @param sender names what is sent, {@code null} for the default
	 * @param receiver names what is handled, {@code null} for the default
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
	 * @param custom the application's, if it has one
	 * @param standard ours
	 * @param <C> what is observed
	 */
	private record Conventions<C extends Observation.Context>(@Nullable ObservationConvention<C> custom,
			ObservationConvention<C> standard) {

		Observation observation(MessageOperation operation, Supplier<C> context, ObservationRegistry registry) {
			ZmqObservation documented = ZmqObservation.of(operation);
			return Observation.createNotStarted(
					(this.custom != null) ? new NamedConvention<>(documented, this.custom) : null,
					new NamedConvention<>(documented, this.standard), context, registry);
		}

	}

}
