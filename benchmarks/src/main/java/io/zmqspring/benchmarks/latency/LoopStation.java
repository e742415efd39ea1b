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

package io.zmqspring.benchmarks.latency;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.jmh.LoopSockets;

/**
 * The baseline: a socket that sends without a lock, and a thread that only blocks in
 * receive. Both use one context with one engine thread, as in an application.
 */
final class LoopStation implements Station {

	private static final byte[] TOPIC_FRAME = TOPIC.getBytes(StandardCharsets.UTF_8);

	private final ZContext context;

	private final boolean owner;

	private final ZMQ.Socket publisher;

	LoopStation(String out, String in, Consumer<byte[]> consumer) {
		this(new ZContext(), true, out, in, consumer);
	}

	private LoopStation(ZContext context, boolean owner, String out, String in, Consumer<byte[]> consumer) {
		this.context = context;
		this.owner = owner;
		this.publisher = LoopSockets.publisher(this.context, out);
		ZMQ.Socket subscriber = LoopSockets.subscriber(this.context, in, TOPIC);
		new Thread(() -> receive(subscriber, consumer), "loop-receiver").start();
	}

	private static void receive(ZMQ.Socket subscriber, Consumer<byte[]> consumer) {
		try (subscriber) {
			while (true) {
				subscriber.recv();
				consumer.accept(subscriber.recv());
			}
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() != ZMQ.Error.ETERM.getCode()) {
				throw ex;
			}
		}
	}

	@Override
	public void send(byte[] payload) {
		this.publisher.send(TOPIC_FRAME, ZMQ.SNDMORE);
		this.publisher.send(payload);
	}

	@Override
	public Station another(String out, String in, Consumer<byte[]> consumer) {
		return new LoopStation(this.context, false, out, in, consumer);
	}

	@Override
	public void close() {
		this.publisher.close();
		if (this.owner) {
			// Receiving fails with ETERM, then each thread closes its own socket
			this.context.getContext().term();
		}
	}

}
