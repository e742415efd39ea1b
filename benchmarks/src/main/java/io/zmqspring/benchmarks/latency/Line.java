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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A variant in a scene. It stays connected during all rounds and is idle between its
 * runs.
 *
 * @param scene the scene
 * @param variant the variant
 * @param station the station that sends the messages
 * @param arrivals records the messages when they arrive
 * @param echo the second process, or {@code null} if the scene has none
 */
record Line(Scene scene, Variant variant, Station station, Arrivals arrivals,
		@Nullable Process echo) implements AutoCloseable {

	private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * Wait until a message arrives.
	 */
	void awaitConnected() {
		Arrivals.Run probe = this.arrivals.begin();
		long begun = System.nanoTime();
		while (probe.count() == 0) {
			if (System.nanoTime() - begun > CONNECT_NANOS) {
				throw new IllegalStateException("No message has arrived within 30 s: " + this);
			}
			this.station.send(Stamp.of(probe.number(), System.nanoTime()));
			LockSupport.parkNanos(PROBE_NANOS);
		}
	}

	/**
	 * Send messages at a fixed rate and measure their latencies. The latency counts from
	 * the intended send time, so that it includes the delay by an earlier message that
	 * has blocked the sender.
	 * @param round the round
	 * @param rate messages per second
	 * @param count the number of messages
	 * @param pacer keeps the rate
	 * @return the result
	 */
	LatencyRow run(int round, int rate, int count, Pacer pacer) {
		Arrivals.Run run = this.arrivals.begin();
		double interval = 1e9 / rate;
		long begun = System.nanoTime() + (long) Math.max(interval, 1e6);
		for (int i = 0; i < count; i++) {
			long intended = begun + (long) (i * interval);
			pacer.await(intended);
			this.station.send(Stamp.of(run.number(), intended));
		}
		double achieved = (count - 1) / ((System.nanoTime() - begun) / 1e9);
		Histogram latencies = run.await(count);
		return new LatencyRow(round, this.scene.label(), rate, this.variant.label(), run.count(), micros(latencies, 50),
				micros(latencies, 90), micros(latencies, 99), micros(latencies, 99.9), latencies.getMaxValue() / 1000.0,
				achieved);
	}

	private static double micros(Histogram latencies, double percentile) {
		return latencies.getValueAtPercentile(percentile) / 1000.0;
	}

	@Override
	public void close() {
		if (this.echo != null) {
			this.echo.destroy();
		}
		this.station.close();
	}

}
