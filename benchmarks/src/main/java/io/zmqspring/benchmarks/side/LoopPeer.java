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
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import java.util.function.ToLongBiFunction;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.jmh.LoopSockets;

/**
 * Plain JeroMQ without the starter: one loop that sends, one thread that receives.
 */
final class LoopPeer implements Peer {

	private static final byte[] TOPIC = Load.TOPIC.getBytes(StandardCharsets.UTF_8);

	private final ZContext context = new ZContext();

	private final boolean defaults;

	private final boolean curve;

	private final Content content;

	LoopPeer(boolean defaults, Content content) {
		this(defaults, false, content);
	}

	private LoopPeer(boolean defaults, boolean curve, Content content) {
		this.defaults = defaults;
		this.curve = curve;
		this.content = content;
	}

	/**
	 * Create a peer whose connections JeroMQ encrypts.
	 * @return the peer
	 */
	static LoopPeer withCurve() {
		return new LoopPeer(false, true, Content.BYTES);
	}

	@Override
	public Sender sender(Load load) {
		ZMQ.Socket socket = open(load, true);
		LongFunction<byte[]> payload = this.content.writer(load.size());
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		boolean single = load.wireFormat() == Load.Format.SINGLE_FRAME;
		return new Sender() {

			@Override
			public void send(long id) {
				byte[] bytes = payload.apply(id);
				if (published && !single) {
					socket.send(TOPIC, ZMQ.SNDMORE);
				}
				socket.send((published && single) ? joined(bytes) : bytes, 0);
			}

			@Override
			public void close() {
				LoopPeer.this.context.close();
			}

		};
	}

	private static byte[] joined(byte[] payload) {
		byte[] frame = new byte[TOPIC.length + 1 + payload.length];
		System.arraycopy(TOPIC, 0, frame, 0, TOPIC.length);
		frame[TOPIC.length] = ' ';
		System.arraycopy(payload, 0, frame, TOPIC.length + 1, payload.length);
		return frame;
	}

	private ZMQ.Socket open(Load load, boolean sends) {
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		ZMQ.Socket socket = this.defaults ? withDefaults(load.address(), published, sends)
				: tuned(load.address(), published, sends);
		if (published && !sends) {
			socket.subscribe((load.wireFormat() == Load.Format.SINGLE_FRAME) ? Load.TOPIC + " " : Load.TOPIC);
		}
		return socket;
	}

	private ZMQ.Socket withDefaults(String address, boolean published, boolean sends) {
		ZMQ.Socket socket = this.context.createSocket(type(published, sends, SocketType.PUB));
		if (sends) {
			socket.bind(address);
		}
		else {
			socket.connect(address);
		}
		return socket;
	}

	private ZMQ.Socket tuned(String address, boolean published, boolean sends) {
		ZMQ.Socket socket = LoopSockets.create(this.context, type(published, sends, SocketType.XPUB));
		if (this.curve) {
			CurveKeys.applyTo(socket, sends);
		}
		return sends ? LoopSockets.bound(socket, address) : LoopSockets.connected(socket, address);
	}

	private static SocketType type(boolean published, boolean sends, SocketType publisher) {
		if (published) {
			return sends ? publisher : SocketType.SUB;
		}
		return sends ? SocketType.PUSH : SocketType.PULL;
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) {
		ZMQ.Socket socket = open(load, false);
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		boolean multipart = published && load.wireFormat() == Load.Format.MULTIPART;
		int start = (published && !multipart) ? TOPIC.length + 1 : 0;
		ToLongBiFunction<byte[], Integer> reader = this.content.reader();
		Thread thread = new Thread(() -> {
			try {
				while (!Thread.currentThread().isInterrupted()) {
					byte[] frame = socket.recv();
					if (multipart && socket.hasReceiveMore()) {
						frame = socket.recv();
					}
					arrivals.accept(reader.applyAsLong(frame, start));
				}
			}
			catch (ZMQException ex) {
				// The context was closed
			}
		}, "loop");
		thread.start();
		return this.context::close;
	}

	/**
	 * The type of the payloads.
	 */
	enum Content {

		/** Bytes. */
		BYTES {

			@Override
			LongFunction<byte[]> writer(int size) {
				return (id) -> Payloads.bytes(size, id);
			}

			@Override
			ToLongBiFunction<byte[], Integer> reader() {
				return (frame, start) -> Payloads.id(frame, start);
			}

		},

		/** Text in UTF-8. */
		TEXT {

			@Override
			LongFunction<byte[]> writer(int size) {
				String filling = Payloads.filling(size);
				return (id) -> Payloads.text(id, filling).getBytes(StandardCharsets.UTF_8);
			}

			@Override
			ToLongBiFunction<byte[], Integer> reader() {
				return (frame, start) -> Payloads
					.id(new String(frame, start, frame.length - start, StandardCharsets.UTF_8));
			}

		},

		/** JSON, written and read by Jackson. */
		JSON {

			@Override
			LongFunction<byte[]> writer(int size) {
				JsonMapper mapper = JsonMapper.builder().build();
				String note = Payloads.note(size);
				return (id) -> mapper.writeValueAsBytes(new Payloads.Reading(id, 0.5, note));
			}

			@Override
			ToLongBiFunction<byte[], Integer> reader() {
				JsonMapper mapper = JsonMapper.builder().build();
				return (frame, start) -> mapper.readValue(frame, start, frame.length - start, Payloads.Reading.class)
					.id();
			}

		};

		abstract LongFunction<byte[]> writer(int size);

		abstract ToLongBiFunction<byte[], Integer> reader();

	}

}
