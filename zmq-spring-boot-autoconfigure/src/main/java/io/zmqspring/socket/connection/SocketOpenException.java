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

package io.zmqspring.socket.connection;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a socket cannot be created, bound or connected. The message states the
 * problem and what to do about it. All that the socket had opened is closed again.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class SocketOpenException extends RuntimeException {

	private final String problem;

	private final String action;

	/**
	 * Create an exception.
	 * @param problem what happened: a sentence without its full stop
	 * @param action what the user can do about it: a sentence without its full stop
	 * @param cause the cause, if any
	 */
	public SocketOpenException(String problem, String action, @Nullable Throwable cause) {
		super(problem + ". " + action, cause);
		this.problem = problem;
		this.action = action;
	}

	/**
	 * What has happened.
	 * @return a sentence without its full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What the user can do about it.
	 * @return a sentence without its full stop
	 */
	public String action() {
		return this.action;
	}

}
