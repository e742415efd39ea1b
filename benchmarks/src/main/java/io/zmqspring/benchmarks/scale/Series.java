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

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * The runs of one variant for one value of a dimension. It stays connected during all
 * rounds of the dimension and is idle between its runs.
 */
final class Series implements AutoCloseable {

	private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

	private final Dimension dimension;

	private final int value;

	private final Variant variant;

	private final Layout layout;

	private final List<Arrivals> subscribers;

	private final Stage stage;

	private int lastRun;

	Series(Dimension dimension, int value, Variant variant) {
		this.dimension = dimension;
		this.value = value;
		this.variant = variant;
		this.layout = dimension.layout(value);
		this.subscribers = Stream.generate(Arrivals::new).limit(this.layout.subscribers()).toList();
		this.stage = variant.open(this.layout, this.subscribers);
	}

	/**
	 * Wait until every subscriber receives every topic it has subscribed to.
	 */
	void awaitConnected() {
		long begun = System.nanoTime();
		for (int topic = 0; topic < this.layout.patterns().size(); topic++) {
			byte[] probe = begin();
			while (!this.subscribers.stream().allMatch((subscriber) -> subscriber.count() > 0)) {
				if (System.nanoTime() - begun > CONNECT_NANOS) {
					throw new IllegalStateException("Not all subscribers have received a message within 30 s: " + this);
				}
				this.stage.publish(topic, probe);
				LockSupport.parkNanos(PROBE_NANOS);
			}
		}
	}

	private byte[] begin() {
		this.lastRun++;
		this.subscribers.forEach((subscriber) -> subscriber.begin(this.lastRun));
		return Payload.of(this.lastRun);
	}

	/**
	 * Publish as fast as possible for the given time, then wait until all messages have
	 * arrived.
	 * @param round the round
	 * @param nanos how long to publish, in nanoseconds
	 * @return the result
	 */
	ScaleRow run(int round, long nanos) {
		byte[] payload = begin();
		long cpuBefore = this.system.getProcessCpuTime();
		long begun = System.nanoTime();
		Senders senders = new Senders(this.stage, this.layout, payload, begun + nanos);
		senders.run();
		long due = senders.sent() * this.layout.subscribers();
		long end = awaitArrivals(due);
		long cpu = this.system.getProcessCpuTime() - cpuBefore;
		if (senders.refused() > 0) {
			System.out.println(this + ": " + senders.refused() + " messages were not sent because a queue stayed full");
		}
		return new ScaleRow(round, this.dimension.label(), this.value, this.variant.label(), due, received(),
				(end - begun) / 1e9, cpu / 1e9);
	}

	private long awaitArrivals(long due) {
		long seen = received();
		long last = System.nanoTime();
		while (seen < due && System.nanoTime() - last < PATIENCE_NANOS) {
			LockSupport.parkNanos(POLL_NANOS);
			long now = received();
			if (now > seen) {
				seen = now;
				last = System.nanoTime();
			}
		}
		return last;
	}

	private long received() {
		return this.subscribers.stream().mapToLong(Arrivals::count).sum();
	}

	@Override
	public void close() {
		this.stage.close();
	}

	@Override
	public String toString() {
		return this.dimension.label() + " " + this.value + " " + this.variant.label();
	}

}
