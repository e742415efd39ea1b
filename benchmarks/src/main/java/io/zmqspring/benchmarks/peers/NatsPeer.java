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

package io.zmqspring.benchmarks.peers;

import java.io.Closeable;
import java.io.IOException;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Nats;

import io.zmqspring.benchmarks.side.Arrivals;
import io.zmqspring.benchmarks.side.Load;
import io.zmqspring.benchmarks.side.Payloads;
import io.zmqspring.benchmarks.side.Peer;

/**
 * Core NATS, used through its Java client. Work items are distributed by a queue group.
 * Publishing waits while the outgoing queue is full. The server may still drop messages
 * for a slow subscriber.
 */
final class NatsPeer implements Peer {

	private static final int MOST_PENDING = 2_000_000;

	private static final long MOST_PENDING_BYTES = 1L << 30;

	@Override
	public Sender sender(Load load) throws IOException, InterruptedException {
		Connection connection = Nats.connect(load.address());
		int size = load.size();
		return new Sender() {

			@Override
			public void send(long id) {
				connection.publish(Load.TOPIC, Payloads.bytes(size, id));
			}

			@Override
			public void flush() throws IOException {
				connection.flushBuffer();
			}

			@Override
			public void close() throws IOException {
				NatsPeer.close(connection);
			}

		};
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) throws IOException, InterruptedException {
		Connection connection = Nats.connect(load.address());
		Dispatcher dispatcher = connection
			.createDispatcher((message) -> arrivals.accept(Payloads.id(message.getData())));
		// By default the client drops messages beyond 512 K messages or 64 MB
		dispatcher.setPendingLimits(MOST_PENDING, MOST_PENDING_BYTES);
		if (load.pattern() == Load.Pattern.PUB_SUB) {
			dispatcher.subscribe(Load.TOPIC);
		}
		else {
			dispatcher.subscribe(Load.TOPIC, "workers");
		}
		return () -> close(connection);
	}

	private static void close(Connection connection) throws IOException {
		try {
			connection.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

}
