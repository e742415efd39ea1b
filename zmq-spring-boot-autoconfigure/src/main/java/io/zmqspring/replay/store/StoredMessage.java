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

package io.zmqspring.replay.store;

import org.jspecify.annotations.Nullable;

/**
 * A message in the index of a store. Used again for another message when this one has
 * been removed, so that a store that is full allocates nothing. Guarded by the lock of
 * the index.
 */
final class StoredMessage {

	/** The place in the queue. */
	int place;

	/** The place of the message that was added before. */
	int older;

	/** The place of the message that was added next. */
	int newer;

	/** The topic, {@code null} if there is no message. */
	@Nullable TopicRing topic;

	long number;

	long time;

	/** What the message counts for, in bytes. */
	int size;

	/** The frame with the payload, if it is kept in memory. */
	byte @Nullable [] frame;

	/** Where the payload begins in its frame. */
	int offset;

	/** The frame with the headers, if there are any in memory. */
	byte @Nullable [] headers;

	/** Where the message is in a file. */
	long position;

	/** Whether it may come after messages of its topic that have higher numbers. */
	boolean copied;

	StoredMessage(int place) {
		this.place = place;
	}

}
