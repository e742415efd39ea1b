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

package io.zmqspring.socket.engine.unix;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.Own;
import zmq.SocketBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;

import io.zmqspring.socket.engine.EngineFeature;
import io.zmqspring.socket.engine.JeroMqInternals;

/**
 * The non-public members of JeroMQ 0.6.0 that Unix domain sockets need.
 *
 * @param addEndpoint {@code SocketBase.addEndpoint}
 * @param attachPipe {@code SocketBase.attachPipe}
 * @param options {@code Own.options}
 * @param channel {@code StreamEngine.fd}
 */
record UnixMembers(MethodHandle addEndpoint, MethodHandle attachPipe, VarHandle options, VarHandle channel) {

	static final @Nullable UnixMembers FOUND = JeroMqInternals.find(EngineFeature.UNIX_SOCKETS, UnixMembers::lookUp);

	private static UnixMembers lookUp() throws ReflectiveOperationException {
		MethodHandles.Lookup socket = JeroMqInternals.in(SocketBase.class);
		return new UnixMembers(
				socket.findVirtual(SocketBase.class, "addEndpoint",
						MethodType.methodType(void.class, String.class, Own.class, Pipe.class)),
				socket.findVirtual(SocketBase.class, "attachPipe",
						MethodType.methodType(void.class, Pipe.class, boolean.class, boolean.class)),
				JeroMqInternals.in(Own.class).findVarHandle(Own.class, "options", Options.class),
				JeroMqInternals.in(StreamEngine.class).findVarHandle(StreamEngine.class, "fd", SocketChannel.class));
	}

	/**
	 * The members of a JeroMQ that has them.
	 * @return the members
	 * @throws IllegalStateException if they are not accessible
	 */
	static UnixMembers required() {
		UnixMembers found = FOUND;
		if (found == null) {
			throw new IllegalStateException("JeroMQ's internals are not accessible");
		}
		return found;
	}

	/**
	 * Register a listener or a session with its socket, and start it.
	 * @param base the socket
	 * @param endpoint the endpoint
	 * @param object the listener or session
	 * @param pipe the pipe of a session
	 */
	void addEndpoint(SocketBase base, String endpoint, Own object, @Nullable Pipe pipe) {
		try {
			this.addEndpoint.invokeExact(base, endpoint, object, pipe);
		}
		catch (Throwable ex) {
			throw rethrown(ex);
		}
	}

	/**
	 * Attach a pipe to a socket that connects.
	 * @param base the socket
	 * @param pipe its end of the pipe
	 */
	void attachPipe(SocketBase base, Pipe pipe) {
		try {
			this.attachPipe.invokeExact(base, pipe, false, true);
		}
		catch (Throwable ex) {
			throw rethrown(ex);
		}
	}

	Options options(SocketBase base) {
		return (Options) this.options.get(base);
	}

	private static RuntimeException rethrown(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof RuntimeException unchecked) ? unchecked : new IllegalStateException(failure);
	}

}
