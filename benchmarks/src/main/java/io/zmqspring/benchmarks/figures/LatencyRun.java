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

package io.zmqspring.benchmarks.figures;

/**
 * A line of {@code latency.csv}; times in microseconds from the intended send time.
 *
 * @param round negative for warm-ups
 * @param scene {@code one-way} or {@code round-trip}
 * @param rate the intended number of messages per second
 * @param variant {@code loop}, {@code loop-again} or a variant of the starter
 * @param count number of received messages
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param max the maximum
 * @param achievedRate number of messages sent per second
 */
public record LatencyRun(int round, String scene, int rate, String variant, long count, double p50, double p99,
		double p999, double max, double achievedRate) {

	public static final String LOOP = "loop";

	/** A second, identical run of the loop: shows the noise of the measurement. */
	public static final String LOOP_AGAIN = "loop-again";

	/** The rate that represents an idle connection. */
	public static final int IDLE = 40;

	public static final int TEN_THOUSAND = 10_000;

	public String title() {
		return title(this.scene, this.rate);
	}

	public static String title(String scene, int rate) {
		return scene.replace('-', ' ') + ", " + ((rate == IDLE) ? "idle (40/s)" : Figures.count(rate) + "/s");
	}

}
