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

package io.zmqspring.replay.protocol;

/**
 * A frame that breaks the replay protocol.
 *
 * @since 0.1
 */
public final class ReplayProtocolException extends Exception {

	private static final long serialVersionUID = 1L;

	private final ReplayError error;

	private final long id;

	ReplayProtocolException(ReplayError error, long id, String message) {
		// A peer can send any number of these frames
		super(message, null, false, false);
		this.error = error;
		this.id = id;
	}

	/**
	 * The reply to the peer that has sent the frame.
	 * @return the reply
	 */
	public ErrorReply reply() {
		return new ErrorReply(this.id, this.error, String.valueOf(getMessage()));
	}

}
