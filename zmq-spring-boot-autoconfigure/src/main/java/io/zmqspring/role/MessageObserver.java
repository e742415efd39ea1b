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

package io.zmqspring.role;

import io.micrometer.observation.Observation;

/**
 * Observes the messages of roles: those they send and those they handle. Must be safe for
 * any number of threads. An exception it throws fails the message.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MessageObserver {

	/**
	 * Create the observation of a message. The role starts it, opens its scope around
	 * sending or handling, records an error, and stops it when the message has been
	 * handled or, if the handler is asynchronous, when its result is complete.
	 * @param message the message; headers that the start of the observation adds are sent
	 * too if {@code headers} is set
	 * @return the observation, not started
	 */
	Observation observation(ObservedMessage message);

}
