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

package io.zmqspring.handler;

/**
 * The registration of a handler with its subscriber. Every method may be called from any
 * thread.
 *
 * @since 0.1
 */
public interface HandlerRegistration {

	/**
	 * Whether the handler receives messages while its subscriber or controller runs.
	 * @return {@code true} unless it is deactivated or removed
	 */
	boolean isActive();

	/**
	 * Start to deliver messages to the handler, and subscribe to its topics.
	 */
	void activate();

	/**
	 * Stop delivering messages to the handler, and cancel the subscription to its topics.
	 * The handler remains registered and can be activated again.
	 */
	void deactivate();

	/**
	 * Remove the handler permanently.
	 */
	void remove();

}
