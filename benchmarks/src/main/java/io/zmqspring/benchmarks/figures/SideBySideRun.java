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

import java.util.Comparator;
import java.util.Locale;

/**
 * A line of {@code side-by-side.csv}.
 *
 * @param round negative for warm-ups
 * @param pattern {@code pub-sub} or {@code push-pull}
 * @param wireFormat {@code multipart} or {@code single-frame}
 * @param size of the payload, in bytes
 * @param peer the measured peer
 * @param sent number of sent messages
 * @param received number of received messages that were expected
 * @param unexpected number of messages received out of order, late or twice
 * @param seconds from the first send to the last receipt
 * @param producerCpuSeconds processor time of the producer
 * @param consumerCpuSeconds processor time of the consumer
 * @param brokerCpuSeconds processor time of the broker
 */
public record SideBySideRun(int round, String pattern, String wireFormat, int size, String peer, long sent,
		long received, long unexpected, double seconds, double producerCpuSeconds, double consumerCpuSeconds,
		double brokerCpuSeconds) {

	public Case load() {
		return new Case(this.pattern, this.wireFormat, this.size);
	}

	public double rate() {
		return this.received / this.seconds;
	}

	public double cpuSecondsPerMillion() {
		return (this.producerCpuSeconds + this.consumerCpuSeconds + this.brokerCpuSeconds) * 1e6 / this.received;
	}

	/**
	 * A case: peers are compared only within the same case.
	 *
	 * @param pattern of the sockets
	 * @param wireFormat of the messages
	 * @param size of the payload, in bytes
	 */
	public record Case(String pattern, String wireFormat, int size) implements Comparable<Case> {

		private static final Comparator<Case> ORDER = Comparator.comparingInt(Case::size)
			.thenComparing(Case::wireFormat)
			.thenComparing(Case::pattern);

		@Override
		public int compareTo(Case other) {
			return ORDER.compare(this, other);
		}

		public String patternText() {
			return this.pattern.toUpperCase(Locale.ROOT).replace('-', '/');
		}

		public String title() {
			return patternText() + ", " + this.wireFormat + ", " + Figures.count(this.size) + " bytes";
		}

	}

}
