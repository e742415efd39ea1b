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

package io.zmqspring.benchmarks.steps;

import java.nio.charset.StandardCharsets;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import zmq.Msg;

import io.zmqspring.jmh.Listeners;
import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.listener.ListenerMethods;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ArrivedFrames;
import io.zmqspring.socket.ReadyFrames;
import io.zmqspring.subscriber.InboundStep;

/**
 * Measures all processing of a received message of 64 bytes in two frames. The frames are
 * created as in the engine, stored in a queue and passed to a listener method that takes
 * {@code byte[]}. Handler timing is enabled. The difference in allocation between
 * {@link #starter()} and {@link #jeromq()} is the allocation of the starter.
 */
@State(Scope.Benchmark)
public class ReceivedMessageBenchmark extends StepBenchmark {

	private final ArrivedFrames guarded = ArrivedFrames.guarded();

	private final ArrivedFrames plain = ArrivedFrames.plain();

	private final Listeners listeners = new Listeners();

	private final ReadyFrames frames = new ReadyFrames();

	private final InboundStep path = new InboundStep(SubscriberSettings.of("tcp://127.0.0.1:5555"));

	private final byte[] topic = "telemetry.1".getBytes(StandardCharsets.UTF_8);

	private final byte[] payload = new byte[64];

	/** Stores the frames, so that the compiler cannot eliminate their allocation. */
	private final Msg[] queue = new Msg[2];

	/**
	 * Register the listener.
	 */
	@Setup
	public void register() {
		this.path.add(ListenerMethods.invocation(this.listeners, Listeners.method(byte[].class),
				new PayloadCodec(new NoJsonMessageConverter())), "telemetry.1");
		this.path.time();
	}

	/**
	 * Fail the benchmark if a message has failed or none has reached the listener.
	 */
	@TearDown
	public void check() {
		this.path.check();
		if (this.listeners.seen() == 0) {
			throw new IllegalStateException("No message has reached the listener");
		}
	}

	/**
	 * With the starter.
	 */
	@Benchmark
	public void starter() {
		arrive(this.guarded);
		this.path.sink().onMessage(this.frames.of(this.queue[0].data(), this.queue[1].data()));
	}

	/**
	 * With JeroMQ only: compare the length of the topic and call the method.
	 */
	@Benchmark
	public void jeromq() {
		arrive(this.plain);
		if (this.queue[0].data().length == this.topic.length) {
			this.listeners.onBytes(this.queue[1].data());
		}
	}

	/**
	 * With the starter, from frames that exist already.
	 */
	@Benchmark
	public void readyFrames() {
		this.path.sink().onMessage(this.frames.of(this.topic, this.payload));
	}

	private void arrive(ArrivedFrames source) {
		this.queue[0] = source.next(this.topic, true);
		this.queue[1] = source.next(this.payload, false);
	}

}
