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

/**
 * Processes the messages of a {@link ReceivingSocket}. Called on the socket's own thread,
 * one message at a time, in the order of arrival; only {@link #onAbandoned} is called on
 * another thread.
 *
 * @since 0.1
 */
public interface FrameSink {

	/**
	 * Process one message. The socket receives no other message until this returns, which
	 * is the back-pressure on the sender. An exception fails this message only.
	 * @param frames the frames, valid during this call
	 */
	void onMessage(Frames frames);

	/**
	 * Process a message that had arrived, but was not processed before the socket was
	 * closed. It is lost unless this method saves it.
	 * @param frames the frames, valid during this call
	 */
	default void onUnread(Frames frames) {
	}

	/**
	 * Report a message that had arrived when the socket was closed while a call of
	 * {@link #onMessage} did not return. It is lost and must not be handled any more.
	 * @param frames the frames, valid during this call
	 */
	default void onAbandoned(Frames frames) {
	}

	/**
	 * Report that the receiving thread has failed. The socket is closed.
	 * @param cause the failure
	 */
	void onFailure(Throwable cause);

}
