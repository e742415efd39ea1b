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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
final class CountingReceiver implements MessageCounter {

	private static final int QUIET_MILLIS = 50;

	private static final int HANDSHAKE_MILLIS = 500;

	private final AtomicInteger received = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket socket;

	private final Pace pace;

	private @Nullable Thread thread;

	private volatile boolean disconnected;

	private volatile boolean resting;

	private volatile boolean ended;

	private volatile boolean closing;

	CountingReceiver(SocketType type, Pace pace) {
		this.pace = pace;
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
	public void heartbeats(Duration interval, Duration timeout) {
		this.socket.setHeartbeatIvl((int) interval.toMillis());
		this.socket.setHeartbeatTimeout((int) timeout.toMillis());
	}

	@Override
	public String bind() {
		this.socket.bind("tcp://127.0.0.1:*");
		start();
		return this.socket.getLastEndpoint();
	}

	@Override
	public void connect(String address) {
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
		boolean held = this.pace == Pace.HELD;
		while (!this.closing) {
			if (held) {
				// A SUB has to be called, or it would never send its subscription
				this.socket.getEvents();
				LockSupport.parkNanos(1_000_000);
				held = this.released.getCount() > 0;
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
			this.received.incrementAndGet();
			if (this.pace == Pace.SLOW) {
				LockSupport.parkNanos(300_000);
			}
		}
		this.socket.close();
	}

	@Override
	public int received() {
		return this.received.get();
	}

	@Override
	public void release() {
		this.released.countDown();
	}

	@Override
	public int receiveRest() {
		release();
		this.resting = true;
		EventsApplication.await().until(() -> this.ended);
		return received();
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
