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

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.zmqspring.jmh.StepBenchmark;

/**
 * Compares the counter of messages and bytes that only the owner of a socket writes with
 * counters that any thread may write.
 */
@State(Scope.Benchmark)
public class TrafficBenchmark extends StepBenchmark {

	private final Traffic traffic = new Traffic();

	private final LongAdder messages = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final AtomicLong atomicMessages = new AtomicLong();

	private final AtomicLong atomicBytes = new AtomicLong();

	/** The counter of a socket. */
	@Benchmark
	public void traffic() {
		this.traffic.add(64);
	}

	/** Two instances of {@link LongAdder}. */
	@Benchmark
	public void adders() {
		this.messages.increment();
		this.bytes.add(64);
	}

	/** Two instances of {@link AtomicLong}. */
	@Benchmark
	public void atomics() {
		this.atomicMessages.incrementAndGet();
		this.atomicBytes.addAndGet(64);
	}

}
