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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.engine.DirectSend;
import io.zmqspring.socket.engine.PeersInHandshake;
import io.zmqspring.socket.engine.UnsentMessages;
import io.zmqspring.support.Commands;

/**
 * A JeroMQ socket that sends, with its lock. The thread that holds the lock owns the
 * socket. The engine either accepts a frame or refuses it; an interrupt does not change
 * that, and is restored.
 */
final class SendChannel {

	private final ReentrantLock lock = new ReentrantLock();

	private final Commands commands = new Commands();

	private final OpenSocket open;

	private final SocketBase base;

	private final DirectSend directSend;

	private volatile boolean closing;

	private final @Nullable PeersInHandshake peers;

	/**
	 * Create a channel.
	 * @param open the socket
	 * @param peers the peers that get nothing until their handshake is complete
	 */
	SendChannel(OpenSocket open, @Nullable PeersInHandshake peers) {
		this.open = open;
		this.peers = peers;
		this.base = open.base();
		this.directSend = new DirectSend(this.base);
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
	 * Take the lock, waiting until a deadline at most.
	 * @param deadline as a {@link System#nanoTime()}
	 * @return whether the lock was taken; {@code false} also if interrupted meanwhile
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

	/**
	 * Take note of an exception that was thrown while the socket was used.
	 * @param cause the exception
	 * @return the exception
	 */
	VirtualMachineError failed(VirtualMachineError cause) {
		this.open.hasFailed(cause);
		return cause;
	}

	void unlock() {
		this.lock.unlock();
	}

	/**
	 * Prepare for a message: run the commands that wait.
	 * @return whether there was a command
	 * @throws SocketClosedException if the socket is closed
	 */
	boolean prepare() {
		if (this.closing) {
			throw new SocketClosedException();
		}
		boolean called = this.commands.run();
		if (called && this.peers != null) {
			this.peers.update();
		}
		return called;
	}

	/**
	 * The number of peers that get messages, as far as it is known.
	 * @param connected the number of peers that are connected
	 * @return that number without the peers whose handshake is not complete
	 */
	int ready(int connected) {
		return (this.peers != null) ? Math.min(connected, this.peers.ready()) : connected;
	}

	/**
	 * Whether the engine may have commands for the socket, about peers or its end. It
	 * processes them when the socket is called, for example by a receive.
	 * @return {@code true} if the socket must be called
	 */
	boolean hasEngineCommands() {
		return !this.directSend.isOpen();
	}

	/**
	 * Send the first frame of a message.
	 * @param frame the frame, not to be changed afterwards
	 * @param flags the flags of the engine
	 * @return whether the engine has accepted it
	 * @throws SocketClosedException if the engine has ended
	 */
	boolean send(byte[] frame, int flags) {
		if (this.peers != null) {
			boolean sent = this.peers.send(this.directSend, frame, (flags & ZMQ.SNDMORE) != 0,
					(flags & ZMQ.DONTWAIT) == 0);
			if (!sent && this.peers.haveEnded()) {
				throw new SocketClosedException();
			}
			return sent;
		}
		if (this.directSend.isOpen() && this.directSend.send(frame, (flags & ZMQ.SNDMORE) != 0)) {
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
					throw new IllegalStateException("ZeroMQ has refused the message", new ZMQException(errno));
				}
				// JeroMQ has consumed the interrupt. The same frame must follow, or the
				// message would be incomplete
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
	 * Send a further frame of a message whose first frame was accepted. The engine never
	 * refuses it.
	 * @param frame the frame, not to be changed afterwards
	 * @param more whether another one follows
	 */
	void sendNext(byte[] frame, boolean more) {
		if (!this.directSend.send(frame, more)) {
			send(frame, more ? ZMQ.SNDMORE : 0);
		}
	}

	/**
	 * Run a task with the socket, unless another thread holds the lock.
	 * @param task the task
	 */
	void ifFree(Runnable task) {
		if (this.lock.tryLock()) {
			try {
				if (!this.closing) {
					this.commands.run();
					task.run();
				}
			}
			catch (VirtualMachineError ex) {
				throw failed(ex);
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	List<String> faults() {
		return this.open.faults();
	}

	List<String> warnings() {
		return this.open.security().warnings();
	}

	List<AbsentPeer> absentPeers() {
		return this.open.absentPeers();
	}

	/**
	 * Accept no more messages. The linger begins; messages are still sent.
	 * @param longest the longest linger, if shorter than that of the settings
	 * @return the messages that are not sent yet
	 */
	UnsentMessages stopSending(Duration longest) {
		// Before the lock: ends the wait of a sender that holds it
		this.closing = true;
		this.lock.lock();
		try {
			return this.open.stopSending(longest);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until all messages are received by their peers, for the linger at most, then
	 * close.
	 * @param longest the longest linger, if shorter than that of the settings
	 * @return the number of messages that were accepted and not sent
	 */
	long close(Duration longest) {
		try {
			// Without the lock, so that senders are refused at once
			stopSending(longest).await(this::processCommandsWithLock);
		}
		catch (RuntimeException | Error ex) {
			closeSocket();
			throw ex;
		}
		return closeSocket();
	}

	private long closeSocket() {
		this.lock.lock();
		try {
			return this.open.close();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void processCommandsWithLock() {
		this.lock.lock();
		try {
			processCommands();
		}
		finally {
			this.lock.unlock();
		}
	}

	// The caller holds the lock
	void processCommands() {
		if (this.peers != null) {
			this.peers.processCommands();
		}
		else {
			this.base.poll(0, 0, null);
		}
	}

}
