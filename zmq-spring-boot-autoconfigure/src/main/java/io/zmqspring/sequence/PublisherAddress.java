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

package io.zmqspring.sequence;

import org.jspecify.annotations.Nullable;

/**
 * An address from which messages have arrived, and the publisher that runs there. Decides
 * whether that one was started again. Used by the receiving thread.
 * <p>
 * An address tells nothing any more after two publishers have run at the same time there:
 * it is that of a proxy. A publisher that was started again may send last values from
 * before its start: single messages of a topic, sent before any of its own.
 */
final class PublisherAddress {

	private PublisherEpoch publisher;

	private Object connection;

	// Single messages of another publisher have come over the connection
	private boolean doubtful;

	private boolean shared;

	PublisherAddress(PublisherEpoch publisher, Object connection) {
		this.publisher = publisher;
		this.connection = connection;
	}

	/**
	 * A message has arrived from here that was not received before.
	 * @param arrived its publisher
	 * @param isNew whether this is the first message of the publisher
	 * @param time when it was sent, by the clock of the publisher
	 * @param over the connection
	 * @param forgetful whether a new publisher may be one that was forgotten
	 * @return {@code false} if it is a last value from before the start of the publisher
	 */
	boolean seen(PublisherEpoch arrived, boolean isNew, long time, Object over, boolean forgetful) {
		if (arrived == this.publisher) {
			this.connection = over;
		}
		else if (time < this.publisher.firstSentAt()) {
			this.doubtful = true;
			return false;
		}
		else if (isNew) {
			replace(arrived, over, forgetful);
		}
		else if (arrived.connection() != over || this.connection == over) {
			this.shared = true;
		}
		return true;
	}

	private void replace(PublisherEpoch next, Object over, boolean forgetful) {
		boolean same = this.connection == over;
		this.shared |= same && this.publisher.isRunningOver(over);
		boolean sure = !same && (!this.doubtful || this.publisher.isRunningOver(this.connection));
		if (sure && !this.shared && !forgetful) {
			next.follows(this.publisher);
		}
		this.doubtful = !sure;
		this.publisher = next;
		this.connection = over;
	}

	/**
	 * A publisher with very many topics goes on with the next epoch.
	 * @param before its epoch before
	 * @param next its epoch now
	 */
	void proceed(PublisherEpoch before, PublisherEpoch next) {
		if (this.publisher == before) {
			this.publisher = next;
		}
	}

	/**
	 * A topic of a publisher has several messages over one connection.
	 * @param running the publisher
	 * @param over the connection
	 */
	void runs(PublisherEpoch running, @Nullable Object over) {
		this.shared |= running != this.publisher && over == this.connection;
	}

}
