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

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.SocketBase;
import zmq.ZError;
import zmq.io.IOObject;
import zmq.io.IOThread;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.net.Listener;
import zmq.poll.Poller;
import zmq.socket.Sockets;

import io.zmqspring.socket.unix.SocketFile;

/**
 * Accepts the connections to a Unix domain socket. Bound by the owner of the socket, then
 * used by an I/O thread only, except that any thread may close it.
 */
final class UnixListener extends Listener implements Closeable {

	private static final Log logger = LogFactory.getLog(UnixListener.class);

	private static final int RETRY_TIMER = 1;

	private static final int RETRY_MILLIS = 100;

	private final IOObject ioObject;

	private final SocketFile file;

	private final ServerSocketChannel channel;

	private final String endpoint;

	private Poller.@Nullable Handle handle;

	/**
	 * Create a listener.
	 * @param thread its I/O thread
	 * @param socket the socket
	 * @param options the options of the socket
	 * @param file the file that is bound
	 * @param channel the channel that listens
	 */
	UnixListener(IOThread thread, SocketBase socket, Options options, SocketFile file, ServerSocketChannel channel) {
		super(thread, socket, options);
		this.ioObject = new IOObject(thread, this);
		this.file = file;
		this.channel = channel;
		this.endpoint = "ipc://" + file.path();
	}

	@Override
	public boolean setAddress(String address) {
		throw new UnsupportedOperationException("The listener is bound already");
	}

	@Override
	public String getAddress() {
		return this.endpoint;
	}

	@Override
	protected void destroy() {
		this.ioObject.unplug();
	}

	@Override
	protected void processPlug() {
		this.ioObject.plug();
		poll();
	}

	private void poll() {
		this.handle = this.ioObject.addFd(this.channel);
		this.ioObject.setPollAccept(this.handle);
	}

	@Override
	protected void processTerm(int linger) {
		if (this.handle != null) {
			this.ioObject.removeHandle(this.handle);
			this.handle = null;
		}
		else {
			this.ioObject.cancelTimer(RETRY_TIMER);
		}
		try {
			close();
			this.socket.eventClosed(this.endpoint, this.channel);
		}
		catch (IOException ex) {
			this.socket.eventCloseFailed(this.endpoint, ZError.exccode(ex));
		}
		super.processTerm(linger);
	}

	// A channel that is closed while it is registered goes on accepting until the next
	// call of the selector; without the file it cannot be reached
	@Override
	public void close() throws IOException {
		this.file.release();
		this.channel.close();
	}

	@Override
	public void acceptEvent() {
		SocketChannel accepted = accept();
		if (accepted == null) {
			return;
		}
		try {
			UnixEngine.setBuffers(accepted, this.options);
			start(accepted);
		}
		catch (IOException | RuntimeException ex) {
			close(accepted);
			this.socket.eventAcceptFailed(this.endpoint, ZError.EINVAL);
		}
	}

	private @Nullable SocketChannel accept() {
		try {
			return this.channel.accept();
		}
		catch (IOException ex) {
			retryLater();
			this.socket.eventAcceptFailed(this.endpoint, ZError.exccode(ex));
			return null;
		}
	}

	// Without a free file descriptor the connection stays in the queue of the listener,
	// and the selector would report it again and again
	private void retryLater() {
		if (this.handle != null) {
			this.ioObject.removeHandle(this.handle);
			this.handle = null;
			this.ioObject.addTimer(RETRY_MILLIS, RETRY_TIMER);
		}
	}

	// The poller forgets the former handle after the selector has released the channel
	@Override
	public void timerEvent(int id) {
		if (this.channel.isRegistered()) {
			this.ioObject.addTimer(RETRY_MILLIS, RETRY_TIMER);
		}
		else {
			poll();
		}
	}

	private static void close(SocketChannel accepted) {
		try {
			accepted.close();
		}
		catch (IOException ex) {
			logger.debug("A connection that could not be used could not be closed", ex);
		}
	}

	private void start(SocketChannel accepted) throws IOException {
		StreamEngine engine = UnixEngine.of(accepted, this.options, this.endpoint);
		SessionBase session = Sockets.createSession(chooseIoThread(this.options.affinity), false, this.socket,
				this.options, null);
		session.incSeqnum();
		// Before the session, in another I/O thread, can report that it has ended
		this.socket.eventAccepted(this.endpoint, accepted);
		launchChild(session);
		sendAttach(session, engine, false);
	}

}
