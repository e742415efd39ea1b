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

package io.zmqspring.socket.guard;

import java.nio.ByteBuffer;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import zmq.Msg;
import zmq.io.coder.IDecoder;
import zmq.io.coder.v2.V2Decoder;
import zmq.util.Errno;
import zmq.util.ValueReference;

import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.socket.ArrivedFrames;

/**
 * Decodes a batch of frames of 64 bytes as the engine's thread does, with the decoder of
 * the starter and with that of JeroMQ.
 */
@State(Scope.Thread)
public class FrameDecoderBenchmark extends StepBenchmark {

	private static final int BATCH = 8192;

	private static final int FRAMES = 124;

	private static final int PAYLOAD = 64;

	private final IDecoder jeroMqDecoder = new V2Decoder(new Errno(), BATCH, Long.MAX_VALUE, Msg::new);

	private final IDecoder decoder = ArrivedFrames.decoder();

	private final ValueReference<Integer> processed = new ValueReference<>(0);

	private final byte[] bytes = new byte[FRAMES * (2 + PAYLOAD)];

	/**
	 * Create the benchmark and the bytes to decode.
	 */
	public FrameDecoderBenchmark() {
		for (int i = 0; i < this.bytes.length; i += 2 + PAYLOAD) {
			this.bytes[i + 1] = PAYLOAD;
		}
	}

	/**
	 * Decode with the starter.
	 * @param session consumes the frames
	 */
	@Benchmark
	@OperationsPerInvocation(FRAMES)
	public void decode(Blackhole session) {
		decode(this.decoder, session);
	}

	/**
	 * Decode with JeroMQ.
	 * @param session consumes the frames
	 */
	@Benchmark
	@OperationsPerInvocation(FRAMES)
	public void decodeByJeroMq(Blackhole session) {
		decode(this.jeroMqDecoder, session);
	}

	private void decode(IDecoder target, Blackhole session) {
		ByteBuffer batch = target.getBuffer().put(this.bytes).flip();
		int left = this.bytes.length;
		while (left > 0) {
			target.decode(batch, left, this.processed);
			left -= this.processed.get();
			session.consume(target.msg());
		}
	}

}
