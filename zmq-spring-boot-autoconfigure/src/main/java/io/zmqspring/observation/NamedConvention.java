package io.zmqspring.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * A convention for one operation, which has a name where the convention itself gives
 * none.
 *
 * @param operation the observation of the operation
 * @param convention the convention for several operations
 * @param <C> what is observed
 */
record NamedConvention<C extends Observation.Context>(ZmqObservation operation,
		ObservationConvention<C> convention) implements ObservationConvention<C> {

	@Override
	public String getName() {
		String own = this.convention.getName();
		return (own != null) ? own : this.operation.getName();
	}

	@Override
	public @Nullable String getContextualName(C context) {
		return this.convention.getContextualName(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(C context) {
		return this.convention.getLowCardinalityKeyValues(context);
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(C context) {
		return this.convention.getHighCardinalityKeyValues(context);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return this.convention.supportsContext(context);
	}

}
