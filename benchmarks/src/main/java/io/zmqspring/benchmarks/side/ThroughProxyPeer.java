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

package io.zmqspring.benchmarks.side;

import java.io.Closeable;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.jmh.LoopSockets;

/**
 * Plain JeroMQ on both sides of a proxy, which is another process: producer and consumer
 * connect to its two addresses. The sockets are those of {@link LoopPeer}.
 */
final class ThroughProxyPeer implements Peer {

	private final ZContext context = new ZContext();

	@Override
	public Sender sender(Load load) {
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		ZMQ.Socket socket = LoopSockets
			.connected(LoopSockets.create(this.context, published ? SocketType.XPUB : SocketType.PUSH), load.address());
		byte[] topic = Load.TOPIC.getBytes();
		return new Sender() {

			@Override
			public void send(long id) {
				if (published) {
					socket.send(topic, ZMQ.SNDMORE);
				}
				socket.send(Payloads.bytes(load.size(), id), 0);
			}

			@Override
			public void close() {
				ThroughProxyPeer.this.context.close();
			}

		};
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) {
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		ZMQ.Socket socket = LoopSockets.create(this.context, published ? SocketType.SUB : SocketType.PULL);
		if (published) {
			socket.subscribe(Load.TOPIC);
		}
		LoopSockets.connected(socket, load.secondAddress());
		Thread thread = new Thread(() -> {
			try {
				while (!Thread.currentThread().isInterrupted()) {
					byte[] frame = socket.recv();
					if (socket.hasReceiveMore()) {
						frame = socket.recv();
					}
					arrivals.accept(Payloads.id(frame, 0));
				}
			}
			catch (ZMQException ex) {
				// The context was closed
			}
		}, "loop");
		thread.start();
		return this.context::close;
	}

}
