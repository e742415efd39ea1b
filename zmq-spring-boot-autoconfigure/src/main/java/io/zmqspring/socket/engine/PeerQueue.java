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
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;
import zmq.util.ValueReference;

/**
 * The queue of a socket to one peer, while the socket is being closed and accepts no more
 * messages. Created by the thread that owns the socket; used by the I/O thread of the
 * connection.
 */
final class PeerQueue {

	private final JeroMqInternals.Unsent members;

	private final Pipe reader;

	private final ZObject owner;

	private final long accepted;

	private @Nullable Object closing;

	private boolean done;

	/**
	 * The queue of a pipe.
	 * @param members how to read the pipe
	 * @param pipe the socket's end of the pipe
	 */
	PeerQueue(JeroMqInternals.Unsent members, Pipe pipe) {
		this.members = members;
		this.reader = (Pipe) members.peer().get(pipe);
		this.owner = (ZObject) members.parent().get(this.reader);
		this.accepted = (long) members.written().get(pipe);
	}

	/**
	 * The I/O thread that sends from this queue.
	 * @return its number in the engine
	 */
	int slot() {
		return this.owner.getTid();
	}

	/**
	 * Whether the peer is connected over the network, or was.
	 * @return {@code false} for inproc
	 */
	boolean isSession() {
		return this.owner instanceof SessionBase;
	}

	/**
	 * Whether a message was put into this queue.
	 * @return {@code false} if the queue was never used
	 */
	boolean isUsed() {
		return this.accepted > 0;
	}

	/**
	 * How many messages wait for their connection. A message over inproc has arrived,
	 * unless no peer has bound the name.
	 * @param socket the socket
	 * @return the number of messages
	 */
	long waiting(SocketBase socket) {
		return (isSession() || this.owner == socket) ? waiting() : 0;
	}

	private long waiting() {
		return Math.max(0, this.accepted - (long) this.members.read().get(this.reader));
	}

	/**
	 * End the sending direction of the connection if all messages are written. The peer
	 * answers by closing the connection when it has received them.
	 * @return whether there is nothing left to wait for
	 */
	boolean advance() {
		if (!this.done) {
			this.done = isDone();
		}
		return this.done;
	}

	private boolean isDone() {
		SessionBase session = (SessionBase) this.owner;
		Object connection = this.members.connection().get(session);
		if (this.closing != null) {
			return connection != this.closing;
		}
		if (waiting() > 0) {
			// The connection was given up, and JeroMQ has discarded its queue
			return this.members.pipe().get(session) != this.reader;
		}
		if (!(connection instanceof StreamEngine engine)) {
			return true;
		}
		if ((boolean) this.members.idle().get(engine)) {
			this.closing = engine;
			endSending(engine);
		}
		return false;
	}

	/**
	 * Discard what is not sent.
	 * @return the number of messages that the peer cannot receive
	 */
	long cut() {
		SessionBase session = (SessionBase) this.owner;
		Object connection = this.members.connection().get(session);
		long unsent = waiting();
		while (this.reader.read() != null) {
			// JeroMQ must not send what is counted
			continue;
		}
		if (this.closing == null && connection instanceof StreamEngine engine
				&& this.members.pipe().get(session) == this.reader) {
			unsent += inBatch(engine);
			endSending(engine);
		}
		return unsent;
	}

	@SuppressWarnings("unchecked")
	private int inBatch(StreamEngine engine) {
		ByteBuffer batch = ((ValueReference<ByteBuffer>) this.members.batch().get(engine)).get();
		return (this.members.encoder().get(engine) instanceof BatchEncoder encoder && batch != null)
				? encoder.unsent(batch, (int) this.members.batchLeft().get(engine)) : 0;
	}

	private void endSending(StreamEngine engine) {
		SocketChannel channel = (SocketChannel) this.members.channel().get(engine);
		try {
			if (channel != null) {
				channel.shutdownOutput();
			}
		}
		catch (IOException ex) {
			// The connection has ended already
		}
	}

}
