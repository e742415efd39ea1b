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

import io.zmqspring.support.FailureText;

/**
 * An error of a role: a handler threw an exception, the role could not start, its
 * receiving thread has died, or {@link ZmqRole#recordError} was called. Rejected messages
 * publish no event, because a peer can send millions of them. Published in order on a
 * thread of its own.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqErrorEvent extends ZmqRoleEvent {

	private final Throwable error;

	private final boolean fatal;

	/**
	 * Create an event.
	 * @param source the role itself
	 * @param role the kind of role
	 * @param name the name of the role in the settings
	 * @param error the error
	 * @param fatal whether the role has failed because of it
	 */
	public ZmqErrorEvent(Object source, String role, String name, Throwable error, boolean fatal) {
		super(source, role, name);
		this.error = error;
		this.fatal = fatal;
	}

	/**
	 * The exception that was thrown or reported.
	 * @return the error
	 */
	public Throwable error() {
		return this.error;
	}

	/**
	 * Whether the role has failed.
	 * @return {@code true} if its state is {@link ZmqState#FAILED} because of it
	 */
	public boolean fatal() {
		return this.fatal;
	}

	@Override
	protected String describe() {
		return (this.fatal ? "fatal " : "") + FailureText.of(this.error);
	}

}
