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

import io.zmqspring.observation.ZmqObservation.HandlerKeys;
import io.zmqspring.observation.ZmqObservation.HighCardinalityKeys;
import io.zmqspring.observation.ZmqObservation.LowCardinalityKeys;
import io.zmqspring.role.ObservedMessage;
import io.zmqspring.support.PrintableText;

/**
 * The contextual name and the key values that the default conventions give to the
 * observation of a message.
 */
final class MessageKeys {

	private MessageKeys() {
	}

	static String contextualName(ObservedMessage message) {
		return message.name() + " " + ZmqObservation.of(message.operation()).verb();
	}

	static KeyValues lowCardinality(ObservedMessage message) {
		KeyValues keys = KeyValues.of(LowCardinalityKeys.SYSTEM.withValue("zeromq"),
				LowCardinalityKeys.OPERATION.withValue(message.operation().isSending() ? "publish" : "process"),
				LowCardinalityKeys.ROLE.withValue(message.role()), LowCardinalityKeys.NAME.withValue(message.name()));
		String handler = message.handler();
		return (handler != null) ? keys.and(HandlerKeys.ID.withValue(handler)) : keys;
	}

	static KeyValues highCardinality(ObservedMessage message) {
		return message.destination().isEmpty() ? KeyValues.empty()
				: KeyValues.of(HighCardinalityKeys.DESTINATION.withValue(PrintableText.of(message.destination())));
	}

}
