package io.zmqspring.socket;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.zmqspring.jmh.StepBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counting a message and its bytes by whoever owns the socket, against counters that any
 * thread may write.
 */
@State(Scope.Benchmark)
public class TrafficBenchmark extends StepBenchmark {

	private final Traffic traffic = new Traffic();

	private final LongAdder messages = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final AtomicLong atomicMessages = new AtomicLong();

	private final AtomicLong atomicBytes = new AtomicLong();

	/** As a socket counts. */
	@Benchmark
	public void traffic() {
		this.traffic.add(64);
	}

	/** Two adders. */
	@Benchmark
	public void adders() {
		this.messages.increment();
		this.bytes.add(64);
	}

	/** Two atomic numbers. */
	@Benchmark
	public void atomics() {
		this.atomicMessages.incrementAndGet();
		this.atomicBytes.addAndGet(64);
	}

}
