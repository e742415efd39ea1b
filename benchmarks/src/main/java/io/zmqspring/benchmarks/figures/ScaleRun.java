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
 * A line of {@code scale.csv}.
 *
 * @param round negative for warm-ups
 * @param dimension the number that grows, such as {@code subscribers}
 * @param value the value of the dimension
 * @param variant {@code loop} or {@code starter}
 * @param sent number of messages that should have arrived
 * @param received number of messages that arrived
 * @param seconds duration of the run
 * @param cpuSeconds processor time of the run
 */
public record ScaleRun(int round, String dimension, int value, String variant, long sent, long received, double seconds,
		double cpuSeconds) {

	public static final String LOOP = "loop";

	public double rate() {
		return this.received / this.seconds;
	}

	public double cpuMicros() {
		return this.cpuSeconds * 1e6 / this.received;
	}

}
