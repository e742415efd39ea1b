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

package io.zmqspring.manual.migrating;

import java.util.function.Consumer;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

/**
 * A publisher and a subscriber as applications write them with JeroMQ.
 */
final class ByHand {

	private ByHand() {
	}

	// tag::publisher[]
	static class OrderPublisher implements AutoCloseable {

		private final ZContext context = new ZContext();

		private final ZMQ.Socket socket = this.context.createSocket(SocketType.PUB);

		private final JsonMapper mapper = new JsonMapper();

		OrderPublisher(String address) {
			this.socket.bind(address);
		}

		synchronized void publish(Order order) {
			this.socket.sendMore("order.placed");
			this.socket.send(this.mapper.writeValueAsBytes(order));
		}

		@Override
		public void close() {
			this.context.close();
		}

	}
	// end::publisher[]

	// tag::subscriber[]
	static class OrderSubscriber extends Thread implements AutoCloseable {

		private final ZContext context = new ZContext();

		private final JsonMapper mapper = new JsonMapper();

		private final String address;

		private final Consumer<Order> handler;

		private volatile boolean running = true;

		OrderSubscriber(String address, Consumer<Order> handler) {
			this.address = address;
			this.handler = handler;
		}

		@Override
		public void run() {
			ZMQ.Socket socket = this.context.createSocket(SocketType.SUB);
			socket.setReceiveTimeOut(100);
			socket.setHandshakeIvl(500); // otherwise some connections stall for 30 s
			socket.connect(this.address);
			socket.subscribe("order.placed");
			while (this.running) {
				String topic = socket.recvStr();
				if (topic != null) {
					this.handler.accept(this.mapper.readValue(socket.recv(), Order.class));
				}
			}
			this.context.close();
		}

		@Override
		public void close() {
			this.running = false;
		}

	}
	// end::subscriber[]

	record Order(int id, String what) {

	}

}
