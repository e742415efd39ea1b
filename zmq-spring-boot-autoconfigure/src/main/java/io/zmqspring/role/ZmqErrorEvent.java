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

import org.springframework.context.ApplicationEvent;

/**
 * Something went wrong in a role: a handler threw, it could not start, its receiving
 * thread has died, or {@link ZmqRole#recordError} was called. Rejected messages, which a
 * peer could send by the million, raise none. Published in order on a thread of its own.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqErrorEvent extends ApplicationEvent {

	private final String role;

	private final String name;

	private final Throwable error;

	private final boolean fatal;

	public ZmqErrorEvent(Object source, String role, String name, Throwable error, boolean fatal) {
		super(source);
		this.role = role;
		this.name = name;
		this.error = error;
		this.fatal = fatal;
	}

	/**
	 * The kind of role.
	 * @return such as {@code subscriber}
	 */
	public String role() {
		return this.role;
	}

	/**
	 * The name of the role in the settings.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What was thrown or reported.
	 * @return the error
	 */
	public Throwable error() {
		return this.error;
	}

	/**
	 * Whether the role cannot go on.
	 * @return {@code true} if its state is {@link ZmqState#FAILED} because of it
	 */
	public boolean fatal() {
		return this.fatal;
	}

	@Override
	public String toString() {
		return "ZmqErrorEvent[" + this.role + "." + this.name + ": " + (this.fatal ? "fatal " : "") + this.error + "]";
	}

}
