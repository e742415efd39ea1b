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
 * Receives what a recovery has decided. All methods are called by the thread that calls
 * the recovery, and must not call it.
 *
 * @since 0.1
 */
public interface RecoveryListener {

	/**
	 * Whether a message can be delivered now. If not, it is held, and no more messages of
	 * the topic are asked for until there is room. Each {@link Recovery#tick} checks
	 * that.
	 * @param topic the topic, not to be changed
	 * @param bytes the size of the message, or less
	 * @return {@code false} if it would be dropped
	 */
	default boolean hasRoom(byte[] topic, long bytes) {
		return true;
	}

	/**
	 * Deliver a message that was held, or replayed.
	 * @param message the message
	 */
	void deliver(SequencedMessage message);

	/**
	 * Process a message that was held until it was clear that its publisher does not
	 * offer replay.
	 * @param message the message
	 */
	void deliverPlain(SequencedMessage message);

	/**
	 * Report messages that are lost. Called once for each number.
	 * @param epoch the epoch
	 * @param topic the topic, not to be changed
	 * @param from the first number
	 * @param to the last number
	 */
	void lost(long epoch, byte[] topic, long from, long to);

	/**
	 * The last numbers of a publisher are known for the first time. What it has sent
	 * before the epoch is older than the subscription, unless the subscriber
	 * {@linkplain SeenNumbers#continues continues}. To be kept by a subscriber that is to
	 * continue after its end.
	 * @param source the index of its replay address
	 * @param epoch the epoch in which the subscription begins, 0 if the publisher has
	 * sent nothing so far
	 */
	void begun(int source, long epoch);

	/**
	 * The messages of a topic up to a number were sent before the subscription. A
	 * subscriber that is to continue after its end keeps the number, as if it had
	 * received that message.
	 * @param epoch the epoch
	 * @param topic the topic, not to be changed
	 * @param last the number
	 */
	void begun(long epoch, byte[] topic, long last);

	/**
	 * Report that a publisher has begun a new epoch.
	 * @param source the index of its replay address
	 */
	void restarted(int source);

}
