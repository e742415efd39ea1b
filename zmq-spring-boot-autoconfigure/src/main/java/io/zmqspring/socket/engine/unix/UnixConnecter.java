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

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

import zmq.Options;
import zmq.Own;
import zmq.SocketBase;
import zmq.ZError;
import zmq.io.IOObject;
import zmq.io.IOThread;
import zmq.io.StreamEngine;
import zmq.poll.IPollEvents;
import zmq.util.Utils;

import io.zmqspring.socket.unix.SocketAccess;

/**
 * Connects a session to a Unix domain socket, with the waits of JeroMQ's own connecters.
 * Such a connection is made or refused at once, so there is nothing to poll. Lives in an
 * I/O thread.
 */
final class UnixConnecter extends Own implements IPollEvents {

	private static final int RETRY_TIMER = 1;

	private final IOObject ioObject;

	private final UnixSession session;

	private final SocketBase socket;

	private final String endpoint;

	private final UnixDomainSocketAddress path;

	private final boolean later;

	private boolean waiting;

	private int interval;

	/**
	 * Create a connecter.
	 * @param thread its I/O thread
	 * @param session gets the connection
	 * @param options the options of the socket
	 * @param endpoint the endpoint, as in events
	 * @param path the path of the socket file
	 * @param later whether the first attempt waits too
	 */
	UnixConnecter(IOThread thread, UnixSession session, Options options, String endpoint, UnixDomainSocketAddress path,
			boolean later) {
		super(thread, options);
		this.ioObject = new IOObject(thread, this);
		this.session = session;
		this.socket = session.getSocket();
		this.endpoint = endpoint;
		this.path = path;
		this.later = later;
		this.interval = options.reconnectIvl;
	}

	@Override
	protected void destroy() {
		this.ioObject.unplug();
	}

	@Override
	protected void processPlug() {
		this.ioObject.plug();
		if (this.later) {
			retryLater();
		}
		else {
			connect();
		}
	}

	@Override
	protected void processTerm(int linger) {
		if (this.waiting) {
			this.ioObject.cancelTimer(RETRY_TIMER);
			this.waiting = false;
		}
		super.processTerm(linger);
	}

	@Override
	public void timerEvent(int id) {
		this.waiting = false;
		connect();
	}

	private void connect() {
		SocketChannel channel = null;
		try {
			channel = SocketChannel.open(StandardProtocolFamily.UNIX);
			channel.configureBlocking(false);
			UnixEngine.setBuffers(channel, this.options);
			// The kernel does not complete the connection later if the queue of the
			// listener is full
			if (channel.connect(this.path)) {
				connected(channel);
				return;
			}
		}
		catch (IOException | RuntimeException ex) {
			// No program listens, or it may not be reached: the event below reports it
			this.session.setFailure(SocketAccess.problem(this.path.getPath(), ex));
		}
		if (channel != null) {
			close(channel);
		}
		retryLater();
	}

	private void connected(SocketChannel channel) throws IOException {
		StreamEngine engine = UnixEngine.of(channel, this.options, this.endpoint);
		this.session.setFailure(null);
		// Before the session, in another I/O thread, can report that it has ended
		this.socket.eventConnected(this.endpoint, channel);
		sendAttach(this.session, engine);
		terminate();
	}

	private void close(SocketChannel channel) {
		try {
			channel.close();
			this.socket.eventClosed(this.endpoint, channel);
		}
		catch (IOException ex) {
			this.socket.eventCloseFailed(this.endpoint, ZError.exccode(ex));
		}
	}

	private void retryLater() {
		int wait = this.interval + Utils.randomInt() % this.options.reconnectIvl;
		if (this.options.reconnectIvlMax > this.options.reconnectIvl) {
			this.interval = Math.min(this.interval * 2, this.options.reconnectIvlMax);
		}
		this.ioObject.addTimer(wait, RETRY_TIMER);
		this.waiting = true;
		this.socket.eventConnectRetried(this.endpoint, wait);
	}

}
