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

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

import io.zmqspring.socket.SocketClosedException;

/**
 * Sends a frame by the public method of JeroMQ.
 */
final class EngineSend {

	private EngineSend() {
	}

	/**
	 * Send a frame, without waiting. An interrupt, which JeroMQ consumes, is dropped:
	 * nobody interrupts the thread of a proxy to tell it something.
	 * @param socket the socket
	 * @param frame the frame, with its flag for further frames
	 * @return whether it was accepted
	 * @throws SocketClosedException if the engine has ended
	 */
	static boolean send(SocketBase socket, Msg frame) {
		int flags = ZMQ.DONTWAIT | (frame.hasMore() ? ZMQ.SNDMORE : 0);
		// JeroMQ changes the flags of what it sends, and over inproc others may have it
		Msg sent = new Msg(frame);
		while (!socket.send(sent, flags)) {
			int errno = socket.errno();
			if (errno == ZError.EAGAIN) {
				return false;
			}
			if (errno == ZError.ETERM) {
				throw new SocketClosedException();
			}
			if (errno != ZError.EINTR) {
				throw new IllegalStateException("ZeroMQ has refused the message", new ZMQException(errno));
			}
		}
		return true;
	}

}
