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

package io.zmqspring.jmh;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A thread that receives and discards messages as fast as JeroMQ allows.
 */
public final class DrainingSubscriber {

	private static final int LOOK_UP_MILLIS = 50;

	private final String address;

	private final String topic;

	private final Thread thread = new Thread(this::drain, "draining-subscriber");

	private volatile boolean closed;

	public DrainingSubscriber(String address, String topic) {
		this.address = address;
		this.topic = topic;
		this.thread.start();
	}

	private void drain() {
		try (ZContext context = new ZContext()) {
			ZMQ.Socket socket = LoopSockets.subscriber(context, this.address, this.topic);
			socket.setReceiveTimeOut(LOOK_UP_MILLIS);
			while (!this.closed) {
				socket.base().recv(0);
			}
		}
	}

	public void stop() throws InterruptedException {
		this.closed = true;
		this.thread.join();
	}

}
