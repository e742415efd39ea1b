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
 * What a role does with a message when it is observed.
 *
 * @since 0.1
 */
public enum MessageOperation {

	/** A publisher sends a message to its subscribers. */
	PUBLISH,

	/** A handler of a subscriber handles a message. */
	HANDLE,

	/** A controller sends work to a pool. */
	SEND_WORK,

	/** The handler of a worker handles work. */
	HANDLE_WORK,

	/** A worker sends the result of its work. */
	SEND_RESULT,

	/** A controller handles a result: a result handler, or a request waits for it. */
	HANDLE_RESULT;

	/**
	 * Whether the operation sends a message.
	 * @return {@code false} if it handles one
	 */
	public boolean isSending() {
		return this == PUBLISH || this == SEND_WORK || this == SEND_RESULT;
	}

}
