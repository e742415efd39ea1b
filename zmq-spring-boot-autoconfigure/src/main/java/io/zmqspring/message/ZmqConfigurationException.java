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

package io.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the configuration or the code of the application is invalid. Ends the start
 * of the application, which then shows what happened and what to do.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqConfigurationException extends ZmqException {

	private final String problem;

	private final String action;

	/**
	 * Create the exception. Its message is the problem followed by the action.
	 * @param problem what happened, a sentence without its full stop
	 * @param action what to do, a sentence
	 */
	public ZmqConfigurationException(String problem, String action) {
		this(problem, action, null);
	}

	/**
	 * Create the exception. Its message is the problem followed by the action.
	 * @param problem what happened, a sentence without its full stop
	 * @param action what to do, a sentence
	 * @param cause the cause, {@code null} if there is none
	 */
	public ZmqConfigurationException(String problem, String action, @Nullable Throwable cause) {
		super(problem + ". " + action, cause);
		this.problem = problem;
		this.action = action;
	}

	/**
	 * What happened.
	 * @return a sentence without its full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to do.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
