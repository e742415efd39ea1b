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

package io.zmqspring.benchmarks.scale;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.jmh.LoopSockets;

/**
 * The baseline: JeroMQ sockets without the starter. A lock guards the publishing socket
 * if several threads publish. Each subscriber has a thread that blocks in receive. If it
 * has several listeners, it looks up the listener in a map. Topics are encoded in
 * advance.
 */
final class LoopStage implements Stage {

	private final ZContext publishing = new ZContext();

	private final ZContext subscribing = new ZContext();

	private final ReentrantLock lock = new ReentrantLock();

	private final boolean shared;

	private final byte[][] topics;

	private final ZMQ.Socket publisher;

	LoopStage(Layout layout, List<Arrivals> subscribers) {
		this.shared = layout.shared();
		this.topics = layout.topics()
			.stream()
			.map((topic) -> topic.getBytes(StandardCharsets.UTF_8))
			.toArray(byte[][]::new);
		this.publisher = LoopSockets.publisher(this.publishing, "tcp://127.0.0.1:*");
		String address = this.publisher.getLastEndpoint();
		for (Arrivals arrivals : subscribers) {
			subscribe(address, layout.patterns(), arrivals);
		}
	}

	private void subscribe(String address, List<String> patterns, Arrivals arrivals) {
		Map<String, Consumer<byte[]>> listeners = new HashMap<>();
		for (String pattern : patterns) {
			// A lambda that captures a variable creates a separate listener per pattern
			listeners.put(pattern, (payload) -> arrivals.accept(payload));
		}
		ZMQ.Socket socket = LoopSockets.subscriber(this.subscribing, address, prefix(patterns.get(0)));
		patterns.stream().skip(1).forEach((pattern) -> socket.subscribe(prefix(pattern)));
		Consumer<byte[]> only = (patterns.size() == 1) ? listeners.get(patterns.get(0)) : null;
		new Thread(() -> receive(socket, listeners, only), "loop-receiver").start();
	}

	private static String prefix(String pattern) {
		return pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : pattern;
	}

	private static void receive(ZMQ.Socket socket, Map<String, Consumer<byte[]>> listeners,
			@Nullable Consumer<byte[]> only) {
		try (socket) {
			while (true) {
				byte[] topic = socket.recv();
				byte[] payload = socket.recv();
				Consumer<byte[]> listener = (only != null) ? only
						: listeners.get(new String(topic, StandardCharsets.UTF_8));
				if (listener != null) {
					listener.accept(payload);
				}
			}
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() != ZMQ.Error.ETERM.getCode()) {
				throw ex;
			}
		}
	}

	@Override
	public boolean publish(int topic, byte[] payload) {
		if (!this.shared) {
			return send(this.topics[topic], payload);
		}
		this.lock.lock();
		try {
			return send(this.topics[topic], payload);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean send(byte[] topic, byte[] payload) {
		return this.publisher.send(topic, ZMQ.SNDMORE) && this.publisher.send(payload);
	}

	@Override
	public void close() {
		// Receiving fails with ETERM; then the receiving threads close their sockets
		this.subscribing.getContext().term();
		this.publisher.close();
		this.publishing.getContext().term();
	}

}
