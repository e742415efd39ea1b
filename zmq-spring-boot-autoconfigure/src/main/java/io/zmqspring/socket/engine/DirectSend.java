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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.IMailbox;
import zmq.Mailbox;
import zmq.Msg;
import zmq.SocketBase;

/**
 * A way into a socket past what JeroMQ does before every frame: it looks for commands of
 * its other threads by a queue, a signal and an error number, which costs as much as the
 * frame itself, and finds some once in 500 messages. Whether there are any can be asked
 * for less. Where JeroMQ is a module that is not open, there is only its own way. Belongs
 * to whoever owns the socket.
 *
 * @since 0.1
 */
public final class DirectSend {

	private static final Log logger = LogFactory.getLog(DirectSend.class);

	private static final @Nullable Insight INSIGHT = insight();

	private final SocketBase base;

	private final @Nullable Deque<?> commands;

	private final @Nullable AtomicBoolean terminated;

	public DirectSend(SocketBase base) {
		this.base = base;
		this.commands = (INSIGHT != null) ? (Deque<?>) INSIGHT.commands.get((Mailbox) INSIGHT.mailbox.get(base)) : null;
		this.terminated = (INSIGHT != null) ? (AtomicBoolean) INSIGHT.terminated.get(base) : null;
	}

	private static @Nullable Insight insight() {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			MethodHandles.Lookup ofBase = MethodHandles.privateLookupIn(SocketBase.class, lookup);
			return new Insight(ofBase.findVarHandle(SocketBase.class, "mailbox", IMailbox.class),
					MethodHandles.privateLookupIn(Mailbox.class, lookup)
						.findVarHandle(Mailbox.class, "cpipe", Deque.class),
					ofBase.findVarHandle(SocketBase.class, "ctxTerminated", AtomicBoolean.class),
					ofBase.findVirtual(SocketBase.class, "xsend", MethodType.methodType(boolean.class, Msg.class)));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("Messages are sent the slower way: JeroMQ is a module that does not open zmq", ex);
			return null;
		}
	}

	/**
	 * Whether JeroMQ's own way may be left out: it has not ended, and has no commands for
	 * this socket, such as those of peers that come, go, subscribe or have room again.
	 * @return {@code false} also if that cannot be told
	 */
	public boolean isOpen() {
		return this.commands != null && this.commands.isEmpty() && this.terminated != null && !this.terminated.get();
	}

	/**
	 * Send a frame, unless there is no room or no such way.
	 * @param frame the frame, not to be changed afterwards
	 * @param more whether another one follows
	 * @return whether it is sent
	 */
	public boolean send(byte[] frame, boolean more) {
		if (INSIGHT == null) {
			return false;
		}
		try {
			return (boolean) INSIGHT.send.invokeExact(this.base, message(frame, more));
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

	/**
	 * What JeroMQ does not show.
	 */
	private record Insight(VarHandle mailbox, VarHandle commands, VarHandle terminated, MethodHandle send) {

	}

}
