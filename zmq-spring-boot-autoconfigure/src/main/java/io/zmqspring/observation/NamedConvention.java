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

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * A convention for one operation. It delegates to the convention for all operations, and
 * supplies the name of the operation if that convention returns none.
 *
 * @param operation the operation
 * @param convention the convention for all operations
 * @param <C> the type of context
 */
record NamedConvention<C extends Observation.Context>(ZmqObservation operation,
		ObservationConvention<C> convention) implements ObservationConvention<C> {

	@Override
	public String getName() {
		String name = this.convention.getName();
		return (name != null) ? name : this.operation.getName();
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
