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

package io.zmqspring.socket.engine;

import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import zmq.Mailbox;
import zmq.Msg;
import zmq.SocketBase;

/**
 * Sends frames without the look for commands that JeroMQ does before each frame. JeroMQ
 * looks for commands of its other threads by a queue, a signal and an error number. That
 * costs as much as the frame itself, and finds a command once in 500 messages. Here only
 * the queue is read. If JeroMQ's internals are not accessible, nothing can be sent this
 * way. Used by the thread that owns the socket.
 *
 * @since 0.1
 */
public final class DirectSend {

	private static final JeroMqInternals.@Nullable Sending MEMBERS = JeroMqInternals.Sending.FOUND;

	private final SocketBase base;

	private final @Nullable Deque<?> commands;

	private final @Nullable AtomicBoolean terminated;

	/**
	 * Create a direct way to send.
	 * @param base the socket
	 */
	public DirectSend(SocketBase base) {
		this.base = base;
		this.commands = (MEMBERS != null) ? (Deque<?>) MEMBERS.commands().get((Mailbox) MEMBERS.mailbox().get(base))
				: null;
		this.terminated = (MEMBERS != null) ? (AtomicBoolean) MEMBERS.terminated().get(base) : null;
	}

	/**
	 * Whether frames may be sent this way: JeroMQ has not terminated and has no commands
	 * for this socket, such as those of peers that connect, disconnect, subscribe or have
	 * room again.
	 * @return {@code false} also if that is unknown
	 */
	public boolean isOpen() {
		return this.commands != null && this.commands.isEmpty() && this.terminated != null && !this.terminated.get();
	}

	/**
	 * Send a frame if there is room.
	 * @param frame the frame; it must not be changed afterwards
	 * @param more whether another frame of the message follows
	 * @return whether it was sent
	 */
	public boolean send(byte[] frame, boolean more) {
		return MEMBERS != null && send(message(frame, more));
	}

	/**
	 * Send a frame if there is room, without copying it.
	 * @param frame the frame, with its flag for further frames; it must not be used
	 * afterwards if it was sent
	 * @return whether it was sent
	 */
	public boolean send(Msg frame) {
		if (MEMBERS == null) {
			return false;
		}
		try {
			return (boolean) MEMBERS.send().invokeExact(this.base, frame);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Msg message(byte[] frame, boolean more) {
		Msg message = new Msg(frame);
		if (more) {
			message.setFlags(Msg.MORE);
		}
		return message;
	}

}
