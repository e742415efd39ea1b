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

/**
 * The result of one run. Latencies are in microseconds from the intended send time.
 *
 * @param round the number of the round, negative for warm-ups
 * @param scene {@code one-way} or {@code round-trip}
 * @param rate intended messages per second
 * @param variant {@code loop}, {@code loop-again}, {@code starter} or
 * {@code starter-untimed}
 * @param count the number of messages received
 * @param p50 the median
 * @param p90 the 90th percentile
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param max the maximum
 * @param achievedRate messages sent per second
 */
public record LatencyRow(int round, String scene, int rate, String variant, long count, double p50, double p90,
		double p99, double p999, double max, double achievedRate) {

}
