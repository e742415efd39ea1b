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

import java.io.IOException;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;
import zmq.Command;
import zmq.Ctx;
import zmq.IMailbox;
import zmq.Mailbox;
import zmq.SocketBase;
import zmq.ZError;

/**
 * The mailbox that the engine sends the commands for a socket to. JeroMQ queues a command
 * and then wakes its receiver. If the receiver is awake already, it may process the
 * command, which may be the last one that it waits for, and close its mailbox before it
 * is woken. JeroMQ then throws in the sender, which has not updated its state yet: later
 * it sends the command again, to nobody, and never ends. Such a wake-up is superfluous
 * and is skipped here. Safe for any thread.
 */
final class SocketMailbox implements IMailbox {

	// Ctx.slots, the mailboxes of a context
	private static final @Nullable VarHandle SLOTS = JeroMqInternals.find(EngineFeature.CLOSING,
			() -> JeroMqInternals.in(Ctx.class).findVarHandle(Ctx.class, "slots", IMailbox[].class));

	private final Mailbox mailbox;

	private SocketMailbox(Mailbox mailbox) {
		this.mailbox = mailbox;
	}

	static void lookUp() {
		// The initializer has done it
	}

	/**
	 * Send the commands for a socket here from now on.
	 * @param socket the socket, which nobody else knows yet
	 */
	static void install(SocketBase socket) {
		if (SLOTS != null) {
			IMailbox[] slots = (IMailbox[]) SLOTS.get(socket.getCtx());
			if (slots[socket.getTid()] instanceof Mailbox mailbox) {
				slots[socket.getTid()] = new SocketMailbox(mailbox);
			}
		}
	}

	@Override
	public void send(Command command) {
		try {
			this.mailbox.send(command);
		}
		catch (ZError.IOException ex) {
			// The channel that is read is closed before the one that is written
			if (this.mailbox.getFd().isOpen()) {
				throw ex;
			}
		}
	}

	@Override
	public Command recv(long timeout) {
		return this.mailbox.recv(timeout);
	}

	@Override
	public void close() throws IOException {
		this.mailbox.close();
	}

}
