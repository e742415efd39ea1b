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

package io.zmqspring.socket.engine.joining;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;
import zmq.ZObject;
import zmq.io.IEngine;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;

import io.zmqspring.socket.engine.EngineFeature;
import io.zmqspring.socket.engine.JeroMqInternals;

/**
 * The non-public members of JeroMQ 0.6.0 that belong to the queue of one subscriber.
 *
 * @param sink {@code Pipe.sink}, who is told what happens to the queue
 * @param state {@code Pipe.state}
 * @param open {@code Pipe.outActive}, {@code false} from the moment when a message found
 * the queue full until half of it is read
 * @param limit {@code Pipe.hwm}, the high-water mark, 0 for none
 * @param written {@code Pipe.msgsWritten}
 * @param read {@code Pipe.peersMsgsRead}, of which the engine has told us
 * @param peer {@code Pipe.peer}, the end of the subscriber
 * @param parent {@code Pipe.parent}, the session of a subscriber, or a socket if inproc
 * @param connection {@code SessionBase.engine}
 */
record PipeMembers(VarHandle sink, VarHandle state, VarHandle open, VarHandle limit, VarHandle written, VarHandle read,
		VarHandle peer, VarHandle parent, VarHandle connection) {

	static final @Nullable PipeMembers FOUND = JeroMqInternals.find(EngineFeature.LAST_VALUE, PipeMembers::lookUp);

	private static final String ACTIVE = "ACTIVE";

	private static PipeMembers lookUp() throws ReflectiveOperationException {
		MethodHandles.Lookup pipe = JeroMqInternals.in(Pipe.class);
		Class<?> state = pipe.findClass("zmq.pipe.Pipe$State");
		return new PipeMembers(pipe.findVarHandle(Pipe.class, "sink", Pipe.IPipeEvents.class),
				pipe.findVarHandle(Pipe.class, "state", state),
				pipe.findVarHandle(Pipe.class, "outActive", boolean.class),
				pipe.findVarHandle(Pipe.class, "hwm", int.class),
				pipe.findVarHandle(Pipe.class, "msgsWritten", long.class),
				pipe.findVarHandle(Pipe.class, "peersMsgsRead", long.class),
				pipe.findVarHandle(Pipe.class, "peer", Pipe.class),
				pipe.findVarHandle(Pipe.class, "parent", ZObject.class),
				JeroMqInternals.in(SessionBase.class).findVarHandle(SessionBase.class, "engine", IEngine.class));
	}

	/**
	 * Whether the subscriber may receive messages.
	 * @param pipe our end of the queue
	 * @return {@code false} if one of the two ends is closing
	 */
	boolean isActive(Pipe pipe) {
		Object current = this.state.get(pipe);
		return ((Enum<?>) current).name().equals(ACTIVE);
	}

	/**
	 * How many messages wait in the queue. The subscriber tells that it has read them
	 * whenever it has read half of the high-water mark.
	 * @param pipe our end of the queue
	 * @return the number, as it is compared with the high-water mark
	 */
	long waiting(Pipe pipe) {
		return (long) this.written.get(pipe) - (long) this.read.get(pipe);
	}

	/**
	 * The connection of the subscriber. A subscription tells which one it came from,
	 * because the engine sets the connection before it reads from it.
	 * @param pipe our end of the queue
	 * @return the connection, {@code null} if it has ended or if inproc
	 */
	@Nullable Object connection(Pipe pipe) {
		Pipe peer = (Pipe) this.peer.get(pipe);
		ZObject owner = (ZObject) this.parent.get(peer);
		return (owner instanceof SessionBase session) ? this.connection.getOpaque(session) : null;
	}

}
