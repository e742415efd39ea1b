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

package io.zmqspring.scenario.ending;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.ZError;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.EventsApplication;

/**
 * A plain JeroMQ socket that counts the messages it receives, on a thread of its own. Its
 * queue is short, so that messages wait at the sender.
 */
final class CountingReceiver extends MessageCounter {

	private static final int QUIET_MILLIS = 50;

	private static final int HANDSHAKE_MILLIS = 500;

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket socket;

	private @Nullable Thread thread;

	private volatile boolean disconnected;

	private volatile boolean resting;

	private volatile boolean ended;

	private volatile boolean closing;

	CountingReceiver(SocketType type, Pace pace) {
		super(pace);
		this.socket = this.context.socket(type);
		this.socket.setRcvHWM(QUEUE);
		this.socket.setReceiveTimeOut(QUIET_MILLIS);
		this.socket.setHandshakeIvl(HANDSHAKE_MILLIS);
		this.socket.setLinger(0);
		if (type == SocketType.SUB) {
			this.socket.subscribe(new byte[0]);
		}
	}

	@Override
	void heartbeats(Duration interval, Duration timeout) {
		this.socket.setHeartbeatIvl((int) interval.toMillis());
		this.socket.setHeartbeatTimeout((int) timeout.toMillis());
	}

	@Override
	String bind() {
		this.socket.bind("tcp://127.0.0.1:*");
		start();
		return this.socket.getLastEndpoint();
	}

	@Override
	void connect(String address) {
		this.socket.connect(address);
		start();
	}

	private void start() {
		this.socket.base()
			.setEventHook((event) -> this.disconnected = event.event == zmq.ZMQ.ZMQ_EVENT_DISCONNECTED,
					zmq.ZMQ.ZMQ_EVENT_DISCONNECTED | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL);
		Thread started = new Thread(this::receive, "counting-receiver");
		this.thread = started;
		started.start();
	}

	private void receive() {
		while (!this.closing) {
			if (isHeld()) {
				// A SUB has to be called, or it would never send its subscription
				this.socket.getEvents();
				LockSupport.parkNanos(1_000_000);
				continue;
			}
			if (this.socket.recv() == null) {
				if (this.socket.base().errno() == ZError.EAGAIN) {
					this.ended = this.resting && this.disconnected;
				}
				continue;
			}
			while (this.socket.hasReceiveMore()) {
				this.socket.recv();
			}
			count();
		}
		this.socket.close();
	}

	@Override
	void awaitEnd() {
		this.resting = true;
		EventsApplication.await().until(() -> this.ended);
	}

	@Override
	public void close() {
		this.closing = true;
		if (this.thread != null) {
			Threads.join(this.thread, Duration.ofSeconds(10));
		}
		else {
			this.socket.close();
		}
		this.context.term();
	}

}
