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

package io.zmqspring.replay.recovery;

/**
 * The numbers that a subscriber has received before its recovery began: in an earlier
 * run, or from a publisher that did not answer yet.
 *
 * @since 0.1
 */
public interface SeenNumbers {

	/** A subscriber that has received nothing. */
	SeenNumbers NONE = (epoch, topic) -> 0;

	/**
	 * The last number of a topic that was received, or reported as lost. A topic that is
	 * not subscribed to any more has to be forgotten.
	 * @param epoch the epoch
	 * @param topic the topic, not to be changed
	 * @return the number, 0 if none was
	 */
	long last(long epoch, byte[] topic);

	/**
	 * Whether the subscriber continues an earlier run: it has missed everything that is
	 * not {@linkplain #last known}.
	 * @return {@code false} for a new subscriber
	 */
	default boolean continues() {
		return false;
	}

	/**
	 * Whether anything of an epoch was received. What a publisher has sent before the
	 * first epoch that is known is older than the subscription.
	 * @param epoch the epoch
	 * @return {@code false} if nothing was, or if it is not known
	 */
	default boolean knows(long epoch) {
		return false;
	}

}
