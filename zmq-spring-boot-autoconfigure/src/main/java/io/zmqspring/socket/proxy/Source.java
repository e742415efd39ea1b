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

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

import io.zmqspring.socket.SocketClosedException;

/**
 * The socket that receives what is forwarded, an XSUB or a PULL. Used only by the
 * forwarding thread.
 */
final class Source {

	private final SocketBase base;

	Source(SocketBase base) {
		this.base = base;
	}

	/**
	 * Receive the first frame of a message.
	 * @return the frame, {@code null} if no message has arrived
	 */
	@Nullable Msg first() {
		Msg frame = this.base.recv(ZMQ.DONTWAIT);
		if (frame == null) {
			check(this.base.errno());
			return null;
		}
		forgetPeer(frame);
		return frame;
	}

	/**
	 * Receive a further frame of a message, which has arrived completely.
	 * @return the frame
	 */
	Msg next() {
		Msg frame = this.base.recv(ZMQ.DONTWAIT);
		while (frame == null) {
			check(this.base.errno());
			frame = this.base.recv(ZMQ.DONTWAIT);
		}
		forgetPeer(frame);
		return frame;
	}

	// A receiver over inproc would take the connection for one of its own
	private static void forgetPeer(Msg frame) {
		if (frame.getMetadata() != null) {
			frame.resetMetadata();
		}
	}

	// EINTR: the thread was interrupted, and JeroMQ has consumed the interrupt
	private static void check(int errno) {
		if (errno == ZError.ETERM) {
			throw new SocketClosedException();
		}
		if (errno != ZError.EAGAIN && errno != ZError.EINTR) {
			throw new ZMQException(errno);
		}
	}

	/**
	 * Let the engine process its commands, also while nothing is received: about peers
	 * that come, and subscriptions to send again.
	 */
	void processCommands() {
		this.base.poll(0, 0, null);
	}

}
