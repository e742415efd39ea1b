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
	 * The last number of a topic that was received, or reported as lost. If a topic that
	 * is not subscribed to any more is not forgotten, it continues after this number when
	 * it is subscribed to again.
	 * @param epoch the epoch
	 * @param topic the topic, not to be changed
	 * @return the number, 0 if none was
	 */
	long last(long epoch, byte[] topic);

	/**
	 * The last number of a topic that was received in an earlier run, or reported as
	 * lost.
	 * @param epoch the epoch
	 * @param topic the topic, not to be changed
	 * @return the number, not larger than {@link #last}; 0 if none was
	 */
	default long lastOfEarlierRun(long epoch, byte[] topic) {
		return 0;
	}

	/**
	 * The first number of a topic that was received in this run from a publisher that did
	 * not answer yet. Those before it were not reported as lost, because it was not known
	 * whether the subscriber should have received them.
	 * @param epoch the epoch
	 * @param topic the topic, not to be changed
	 * @return the number; 0 or 1 if nothing is left to report
	 */
	default long first(long epoch, byte[] topic) {
		return 0;
	}

	/**
	 * Whether the subscriber continues an earlier run: it has missed everything that is
	 * not {@linkplain #last known}.
	 * @return {@code false} for a new subscriber
	 */
	default boolean continues() {
		return false;
	}

	/**
	 * Whether the subscription has {@linkplain RecoveryListener#begun(int, long) begun}
	 * in an epoch. What the publisher has sent before that is older.
	 * @param epoch the epoch
	 * @return {@code true} for at most one epoch of a publisher; for none if it had sent
	 * nothing then
	 */
	default boolean hasBegunIn(long epoch) {
		return false;
	}

}
