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

package io.zmqspring.testsupport;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides what a {@link MessageProxy} does with a message. Called by the threads of the
 * proxy, one for each connection.
 */
@FunctionalInterface
public interface MessageRule {

	/** Forwards every message. */
	MessageRule FORWARD = (frames, random) -> Verdict.FORWARD;

	/**
	 * Decide.
	 * @param frames the frames of the message as they are on the connection; a message of
	 * a CURVE connection is one sealed frame for each frame that was sent
	 * @param random the random numbers of the connection
	 * @return what is done with the message
	 */
	Verdict of(List<byte[]> frames, RandomGenerator random);

	/**
	 * Return a rule that treats a random share of the messages.
	 * @param dropped the share that is dropped
	 * @param duplicated the share that is forwarded twice
	 * @param delayed the share that is overtaken by later messages
	 * @return the rule
	 */
	static MessageRule shares(double dropped, double duplicated, double delayed) {
		return (frames, random) -> {
			double at = random.nextDouble();
			if (at < dropped) {
				return Verdict.DROP;
			}
			if (at < dropped + duplicated) {
				return Verdict.DUPLICATE;
			}
			return (at < dropped + duplicated + delayed) ? Verdict.DELAY : Verdict.FORWARD;
		};
	}

	/**
	 * What is done with a message.
	 */
	enum Verdict {

		/** It is forwarded. */
		FORWARD,

		/** It is dropped and counted. */
		DROP,

		/** It is forwarded twice. */
		DUPLICATE,

		/** It is forwarded after the next three messages of its connection. */
		DELAY

	}

}
