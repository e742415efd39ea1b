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

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

import io.zmqspring.role.ObservedMessage;

/**
 * The context of the observation of a message that is handled. The headers of the message
 * are the carrier of the trace.
 *
 * @since 0.1
 */
public final class ZmqReceiverContext extends ReceiverContext<Map<String, String>> {

	private final ObservedMessage message;

	ZmqReceiverContext(ObservedMessage message) {
		super(Map::get, Kind.CONSUMER);
		this.message = message;
		setCarrier(message.headers());
	}

	/**
	 * The observed message.
	 * @return the message
	 */
	public ObservedMessage message() {
		return this.message;
	}

}
