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

import org.jspecify.annotations.Nullable;

/**
 * Receives what can be measured about a role: when the observer is registered, and
 * whenever there is more. May be called from any thread, and more than once for the same
 * handler or failure. An exception it throws is logged and has no other effect.
 *
 * @since 0.1
 */
public interface RoleObserver {

	/**
	 * A handler was added.
	 * @param id its id; several handlers may have the same
	 * @return records how long its calls take; {@code null} if they need not be timed
	 */
	@Nullable CallRecorder handlerAdded(String id);

	/**
	 * The calls of a handler are compared with the budget of a latency class.
	 * @param id its id
	 * @see ZmqStatistics#overruns()
	 */
	void overrunsCounted(String id);

	/**
	 * A handler is called again for messages that it has failed to handle.
	 * @param id its id
	 * @see ZmqStatistics#retries()
	 */
	void retriesCounted(String id);

	/**
	 * Messages that a handler fails to handle become dead letters.
	 * @param id its id
	 * @see ZmqStatistics#deadLetters()
	 */
	void deadLettersCounted(String id);

	/**
	 * The last handler of an id was removed.
	 * @param id the id
	 */
	void handlerRemoved(String id);

	/**
	 * An exception was thrown for the first time.
	 * @param exception the simple name of its class
	 * @see ZmqStatistics#failures()
	 */
	void failureAdded(String exception);

	/**
	 * Handshakes do not succeed for a reason that was not there before.
	 * @param reason the reason
	 * @see ZmqStatistics#denied()
	 */
	default void denialAdded(String reason) {
	}

	/**
	 * Handshakes end with an outcome that was not there before.
	 * @param outcome the outcome
	 * @see ZmqStatistics#handshakes()
	 */
	default void handshakeAdded(String outcome) {
	}

	/**
	 * A client has authenticated itself for the first time, by a name that is configured.
	 * Not called for more than a hundred names.
	 * @param name its name
	 */
	default void userAdded(String name) {
	}

	/**
	 * The first message with the time of sending was received.
	 * @return records how old messages are when they are received; {@code null} if that
	 * need not be measured
	 */
	default @Nullable CallRecorder agesMeasured() {
		return null;
	}

	/**
	 * The role was destroyed, or has another observer now.
	 */
	void ended();

}
