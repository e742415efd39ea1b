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

package io.zmqspring.socket;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

import io.zmqspring.socket.engine.UnsentMessages;
import io.zmqspring.support.Interrupts;

/**
 * The time from when a socket accepts no more messages until it is closed. Belongs to the
 * owner of the socket.
 */
final class Lingering {

	private final ZMQ.Socket socket;

	private @Nullable UnsentMessages unsent;

	Lingering(ZMQ.Socket socket) {
		this.socket = socket;
	}

	/**
	 * Begin, or continue if this has begun.
	 * @param linger how long to wait until everything is sent
	 * @param engineWorks whether the threads of the engine work
	 * @return the messages that the socket has accepted and not sent
	 */
	UnsentMessages begin(Duration linger, boolean engineWorks) {
		UnsentMessages current = this.unsent;
		if (current == null) {
			current = Interrupts.defer(() -> UnsentMessages.of(this.socket.base(), linger, engineWorks));
			this.unsent = current;
		}
		return current;
	}

	/**
	 * Discard what is not sent, right before the socket is closed.
	 * @return the number of messages, once per peer
	 */
	long discard() {
		UnsentMessages current = this.unsent;
		if (current == null || !current.areKnown()) {
			return 0;
		}
		this.socket.setLinger(0);
		return current.discard();
	}

}
