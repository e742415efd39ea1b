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

package io.zmqspring.socket.engine;

/**
 * The version of JeroMQ on the class path or module path is not supported.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class UnsupportedJeroMqException extends IllegalStateException {

	private final String problem;

	private final String action;

	/**
	 * Create an exception.
	 * @param problem what is wrong, without a full stop
	 * @param action what to do, as a sentence
	 */
	public UnsupportedJeroMqException(String problem, String action) {
		super(problem + ". " + action);
		this.problem = problem;
		this.action = action;
	}

	/**
	 * What is wrong.
	 * @return the problem, without a full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to do.
	 * @return the action, as a sentence
	 */
	public String action() {
		return this.action;
	}

}
