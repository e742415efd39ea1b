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

package io.zmqspring.socket;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

import io.zmqspring.socket.engine.DirectSend;

/**
 * A lock around a JeroMQ socket that sends. Whoever holds the lock owns the socket. A
 * frame is either taken by the engine or refused; an interrupt changes nothing about
 * that.
 */
final class SendChannel {

	private final ReentrantLock lock = new ReentrantLock();

	private final Commands commands = new Commands();

	private final OpenSocket open;

	private final SocketBase base;

	private final DirectSend shortcut;

	private volatile boolean closing;

	SendChannel(OpenSocket open) {
		this.open = open;
		this.base = open.base();
		this.shortcut = new DirectSend(this.base);
		open.keepConnected(this.commands::add);
	}

	OpenSocket open() {
		return this.open;
	}

	SocketBase base() {
		return this.base;
	}

	boolean isClosing() {
		return this.closing;
	}

	void lock() {
		this.lock.lock();
	}

	boolean tryLock() {
		return this.lock.tryLock();
	}

	/**
	 * Take the lock, waiting no longer than to a deadline.
	 * @param deadline by {@link System#nanoTime()}
	 * @return whether it is taken; not if interrupted
	 */
	boolean lock(long deadline) {
		boolean interrupted = Thread.interrupted();
		try {
			return this.lock.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
			return false;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	void unlock() {
		this.lock.unlock();
	}

	/**
	 * Before a message: do what is due to the connections.
	 * @return whether there was anything to do
	 * @throws SocketClosedException if the socket is closed
	 */
	boolean prepare() {
		if (this.closing) {
			throw new SocketClosedException();
		}
		return this.commands.run();
	}

	/**
	 * Whether the engine may have something to tell, about peers or its end. It does when
	 * it is called, by a receive for instance.
	 * @return {@code true} if it must be called
	 */
	boolean hasNews() {
		return !this.shortcut.isOpen();
	}

	/**
	 * Give the engine the first frame of a message.
	 * @param frame the frame, not to be changed afterwards
	 * @param flags of the engine
	 * @return whether it is taken
	 */
	boolean send(byte[] frame, int flags) {
		if (this.shortcut.isOpen() && this.shortcut.send(frame, (flags & ZMQ.SNDMORE) != 0)) {
			return true;
		}
		boolean interrupted = false;
		try {
			while (!this.base.send(new Msg(frame), flags)) {
				int errno = this.base.errno();
				if (errno == ZError.EAGAIN) {
					return false;
				}
				if (errno == ZError.ETERM) {
					throw new SocketClosedException();
				}
				if (errno != ZError.EINTR) {
					throw new IllegalStateException("ZeroMQ refused the message", new ZMQException(errno));
				}
				// JeroMQ has consumed the interrupt; the same frame must follow or the
				// message is torn
				interrupted = true;
			}
			return true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Give the engine a further frame of a message whose first it has taken. It never
	 * refuses one.
	 * @param frame the frame, not to be changed afterwards
	 * @param more whether another one follows
	 */
	void sendNext(byte[] frame, boolean more) {
		if (!this.shortcut.send(frame, more)) {
			send(frame, more ? ZMQ.SNDMORE : 0);
		}
	}

	/**
	 * Do something with the socket, unless somebody else is at it.
	 * @param duty what to do
	 */
	void ifFree(Runnable duty) {
		if (this.lock.tryLock()) {
			try {
				if (!this.closing) {
					this.commands.run();
					duty.run();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	List<String> faults() {
		return this.open.faults();
	}

	void close() {
		// Seen by a sender that waits with the lock in its hand
		this.closing = true;
		this.lock.lock();
		try {
			this.open.close();
		}
		finally {
			this.lock.unlock();
		}
	}

}
