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
 * The states of a role. Only the role itself changes its state.
 *
 * @since 0.1
 */
public enum ZmqState {

	/** Created, not started yet. */
	INITIALIZED,

	/** Opening its sockets. */
	STARTING,

	/** Sending or receiving. */
	RUNNING,

	/** Open, but messages stay in the socket's queue. */
	PAUSED,

	/** Closing its sockets. */
	STOPPING,

	/** Closed on purpose; may be started again. */
	STOPPED,

	/** Could not start, or failed while running; may be started again. */
	FAILED;

	/**
	 * Whether the sockets are open.
	 * @return {@code true} for {@link #RUNNING} and {@link #PAUSED}
	 */
	public boolean isOpen() {
		return this == RUNNING || this == PAUSED;
	}

	/**
	 * Whether a role in this state can be started.
	 * @return {@code true} for {@link #INITIALIZED}, {@link #STOPPED} and {@link #FAILED}
	 */
	public boolean canStart() {
		return this == INITIALIZED || this == STOPPED || this == FAILED;
	}

}
