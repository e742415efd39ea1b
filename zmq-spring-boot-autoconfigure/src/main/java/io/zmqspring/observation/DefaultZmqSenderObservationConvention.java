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

/**
 * The default names and keys of the observations of messages that are sent, as
 * {@link ZmqObservation} defines them.
 *
 * @since 0.1
 */
public class DefaultZmqSenderObservationConvention implements ZmqSenderObservationConvention {

	@Override
	public String getContextualName(ZmqSenderContext context) {
		return MessageKeys.contextualName(context.message());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqSenderContext context) {
		return MessageKeys.lowCardinality(context.message());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqSenderContext context) {
		return MessageKeys.highCardinality(context.message());
	}

}
