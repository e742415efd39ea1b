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

/**
 * Calls that JeroMQ gives up, before it has done anything, when the caller is
 * interrupted: binding, connecting and their opposites.
 *
 * @since 0.1
 */
public final class Uninterrupted {

	private Uninterrupted() {
	}

	/**
	 * Make the call until it is not interrupted. An interrupt is restored afterwards.
	 * @param socket the socket
	 * @param call the call, which tells by {@code false} or an exception that it failed
	 * @throws ZMQException if it fails for another reason
	 */
	public static void call(ZMQ.Socket socket, Predicate<ZMQ.Socket> call) {
		boolean interrupted = Thread.interrupted();
		try {
			while (isGivenUp(socket, call)) {
				interrupted = true;
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static boolean isGivenUp(ZMQ.Socket socket, Predicate<ZMQ.Socket> call) {
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
