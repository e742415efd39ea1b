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
 * One run; times in microseconds from the intended send time.
 *
 * @param round negative for warm-ups
 * @param scene {@code one-way} or {@code round-trip}
 * @param rate intended messages per second
 * @param variant {@code loop}, {@code starter} or {@code starter-untimed}
 * @param count messages that have arrived
 * @param p50 half of them took no longer
 * @param p90 90 % took no longer
 * @param p99 99 % took no longer
 * @param p999 99.9 % took no longer
 * @param max none took longer
 * @param achievedRate messages sent per second
 */
public record LatencyRow(int round, String scene, int rate, String variant, long count, double p50, double p90,
		double p99, double p999, double max, double achievedRate) {

}
