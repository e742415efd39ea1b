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

package io.zmqspring.socket.proxy;

import zmq.Msg;

/**
 * A socket that sends what another one has received. Used only by the forwarding thread.
 */
interface Target {

	/**
	 * Send the first frame of a message, without waiting.
	 * @param frame the frame, with its flag for further frames; it belongs to the socket
	 * if it was accepted
	 * @return whether it was accepted; if not, no peer has room
	 */
	boolean begin(Msg frame);

	/**
	 * Send a further frame of a message whose first frame was accepted.
	 * @param frame the frame, with its flag for further frames
	 */
	void next(Msg frame);

	/**
	 * The last frame of a message was given to this socket.
	 * @param bytes the size of all its frames
	 */
	void end(long bytes);

	/**
	 * Let the engine process its commands, about peers, subscriptions and room in queues.
	 * @return whether to call this again before waiting
	 */
	boolean processCommands();

	/**
	 * How long the thread may wait before it calls {@link #processCommands()} again,
	 * although the engine has no command.
	 * @return milliseconds, 0 for no limit
	 */
	default long longestWait() {
		return 0;
	}

}
