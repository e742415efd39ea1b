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

/**
 * The result of one run. Both counts are counts of copies: a message for ten subscribers
 * counts ten times.
 *
 * @param round the number of the round, negative for warm-ups
 * @param dimension the name of the {@link Dimension}
 * @param value the value of the dimension
 * @param variant {@code loop} or {@code starter}
 * @param sent the copies that the subscribers should receive
 * @param received the copies that the subscribers have received
 * @param seconds the time from the first send to the last arrival
 * @param cpuSeconds the CPU time of the process in this time, for sending and receiving
 */
public record ScaleRow(int round, String dimension, int value, String variant, long sent, long received, double seconds,
		double cpuSeconds) {

	double rate() {
		return this.received / this.seconds;
	}

	double cpuMicros() {
		return this.cpuSeconds * 1e6 / this.received;
	}

}
