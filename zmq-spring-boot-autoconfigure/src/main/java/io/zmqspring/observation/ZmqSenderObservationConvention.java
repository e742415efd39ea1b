package io.zmqspring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * Names and keys of the observations of messages that are sent. Define a bean of this
 * type to replace the default.
 */
public interface ZmqSenderObservationConvention extends ObservationConvention<ZmqSenderContext> {

	/**
	 * The name for all operations.
	 * @return {@code null}, as by default, to leave each its own of
	 * {@link ZmqObservation}
	 */
	@Override
	default @Nullable String getName() {
		return null;
	}

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqSenderContext;
	}

}
