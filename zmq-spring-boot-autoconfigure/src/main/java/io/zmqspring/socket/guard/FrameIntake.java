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

package io.zmqspring.socket.guard;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * Decides about the frames of one connection, before JeroMQ reads them. Called by the I/O
 * thread of the connection. A frame that is refused ends the connection.
 *
 * @since 0.1
 */
public interface FrameIntake {

	/**
	 * The largest frame once the handshake is complete.
	 * @return bytes
	 */
	long largestFrame();

	/**
	 * Whether the handshake is complete. Asked for each frame until it is.
	 * @return {@code false} as long as a frame belongs to the handshake
	 */
	boolean isHandshakeDone();

	/**
	 * Whether the first frame of the handshake may be processed now. If not, nothing is
	 * read from the connection until it is resumed.
	 * @return {@code false} to wait
	 */
	boolean mayBegin();

	/**
	 * Reserve memory for a part of a frame that has not arrived completely.
	 * @param bytes the number of bytes
	 * @return {@code false} if there is no memory for it, or the connection has ended
	 */
	boolean reserve(int bytes);

	/**
	 * Bytes of a frame that memory is reserved for have arrived.
	 * @param bytes their number
	 */
	void progressed(int bytes);

	/**
	 * Give back all memory reserved for the present frame, which has arrived.
	 */
	void release();

	/**
	 * Check a command, or another frame during the handshake.
	 * @param content the content of the frame
	 * @param handshake whether the handshake is not complete
	 * @return what JeroMQ may read in its place, {@code null} if it is malformed
	 */
	byte @Nullable [] command(byte[] content, boolean handshake);

	/**
	 * Check a command that was encrypted.
	 * @param content the decrypted content of the frame
	 * @return what JeroMQ may read in its place, {@code null} if it is malformed
	 */
	byte @Nullable [] decryptedCommand(byte[] content);

	/**
	 * The next bytes are read from the connection.
	 */
	void onRead();

	/**
	 * Create a frame that has arrived.
	 * @param content its content, which is not copied
	 * @return the frame
	 */
	Msg frame(byte[] content);

	/**
	 * Create a frame that has arrived together with the last frame of its message.
	 * @param content its content, which is not copied
	 * @param epoch the epoch in the last frame
	 * @param number the number in the last frame
	 * @param time the time in the last frame
	 * @return the frame, a {@code SequencedFrame}
	 */
	Msg frame(byte[] content, long epoch, long number, long time);

	/**
	 * A frame violates the protocol: end the connection.
	 */
	void refuseMalformed();

	/**
	 * The heap has no room for a frame: end the connection.
	 */
	void refuseForMemory();

	/**
	 * The connection is closed, for whatever reason.
	 */
	void close();

}
