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

package io.zmqspring.socket.connection;

import java.util.function.Predicate;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

import io.zmqspring.support.Interrupts;

/**
 * Makes calls that JeroMQ refuses in an interrupted thread: bind, connect, unbind and
 * disconnect. A refused call has changed nothing.
 *
 * @since 0.1
 */
public final class Uninterrupted {

	private Uninterrupted() {
	}

	/**
	 * Repeat a call until it is not refused. An interrupt is restored afterwards.
	 * @param socket the socket
	 * @param call the call, which fails by returning {@code false} or by an exception
	 * @throws ZMQException if it fails for another reason
	 */
	public static void call(ZMQ.Socket socket, Predicate<ZMQ.Socket> call) {
		Interrupts.defer(() -> {
			if (isRefused(socket, call)) {
				// JeroMQ has consumed the interrupt
				throw new InterruptedException();
			}
			return null;
		});
	}

	private static boolean isRefused(ZMQ.Socket socket, Predicate<ZMQ.Socket> call) {
		try {
			return !call.test(socket) && socket.errno() == ZError.EINTR;
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() == ZError.EINTR) {
				return true;
			}
			throw ex;
		}
	}

}
