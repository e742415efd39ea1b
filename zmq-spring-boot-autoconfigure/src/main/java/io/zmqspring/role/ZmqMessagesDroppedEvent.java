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

/**
 * A role has dropped messages. Published once per episode, when no more have been dropped
 * for a second or the role has stopped, in order on a thread of its own.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqMessagesDroppedEvent extends ZmqRoleEvent {

	private final String reason;

	private final long count;

	/**
	 * Create an event.
	 * @param source the role itself
	 * @param role the kind of role
	 * @param name the name of the role in the settings
	 * @param reason why messages were dropped
	 * @param count how many messages were dropped in this episode
	 */
	public ZmqMessagesDroppedEvent(Object source, String role, String name, String reason, long count) {
		super(source, role, name);
		this.reason = reason;
		this.count = count;
	}

	/**
	 * The reason, as in the statistics and metrics.
	 * @return such as {@code stopped}
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * How many messages were dropped in this episode.
	 * @return the number
	 */
	public long count() {
		return this.count;
	}

	@Override
	protected String describe() {
		return this.count + " " + this.reason;
	}

}
