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

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * The names and keys of the observations of messages that are handled. Define a bean of
 * this type to replace the default.
 *
 * @since 0.1
 */
public interface ZmqReceiverObservationConvention extends ObservationConvention<ZmqReceiverContext> {

	/**
	 * The name of the observations of all operations.
	 * @return the name; {@code null}, the default, to use a separate name for each
	 * operation, as {@link ZmqObservation} defines
	 */
	@Override
	default @Nullable String getName() {
		return null;
	}

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqReceiverContext;
	}

}
