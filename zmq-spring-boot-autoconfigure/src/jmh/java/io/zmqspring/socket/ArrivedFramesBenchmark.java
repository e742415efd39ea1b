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

package io.zmqspring.socket;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import zmq.Msg;

import io.zmqspring.jmh.StepBenchmark;

/**
 * Measures the cost of a received message in the engine's thread. It compares the
 * starter, which decodes frames and checks its limits, with JeroMQ alone.
 */
@State(Scope.Benchmark)
public class ArrivedFramesBenchmark extends StepBenchmark {

	private final ArrivedFrames guarded = ArrivedFrames.guarded();

	private final ArrivedFrames plain = ArrivedFrames.plain();

	private final byte[] topic = "telemetry.1".getBytes();

	private final byte[] payload = new byte[64];

	/** The number of frames of the message. */
	@Param({ "1", "2" })
	public int frames;

	/**
	 * Frames of the starter.
	 * @param engine consumes the frames
	 */
	@Benchmark
	public void guarded(Blackhole engine) {
		arrive(this.guarded, engine);
	}

	/**
	 * Frames of JeroMQ.
	 * @param engine consumes the frames
	 */
	@Benchmark
	public void plain(Blackhole engine) {
		arrive(this.plain, engine);
	}

	private void arrive(ArrivedFrames source, Blackhole engine) {
		if (this.frames == 2) {
			Msg first = source.next(this.topic, true);
			engine.consume(first);
		}
		engine.consume(source.next(this.payload, false));
	}

}
