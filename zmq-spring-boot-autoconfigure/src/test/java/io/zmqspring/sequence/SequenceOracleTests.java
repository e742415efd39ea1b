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

package io.zmqspring.sequence;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tracker against a simulation that knows every message: several publishers, some of
 * them restarted, messages dropped, repeated and overtaken, connections cut, topics that
 * are not subscribed to for a while.
 */
class SequenceOracleTests {

	private static final int STEPS = 3000;

	@RepeatedTest(100)
	void countsAreThoseOfTheSimulation(RepetitionInfo repetition) {
		assertAgree(new SimulatedNetwork(repetition.getCurrentRepetition(), false));
	}

	@RepeatedTest(100)
	void countsOfABoundSubscriberAreThoseOfTheSimulation(RepetitionInfo repetition) {
		assertAgree(new SimulatedNetwork(repetition.getCurrentRepetition(), true));
	}

	private static void assertAgree(SimulatedNetwork network) {
		Arrivals arrivals = network.arrivals();
		for (int i = 0; i < STEPS; i++) {
			network.step();
			assertThat(arrivals.counts.lost()).as("lost after step %s", i).isEqualTo(network.lost());
		}
		// A number below the first one counts as reordered each time
		assertThat(arrivals.counts.duplicates() + arrivals.counts.reordered())
			.isEqualTo(network.duplicates() + network.reordered());
		assertThat(arrivals.counts.duplicates()).isBetween(network.duplicates() * 9 / 10, network.duplicates());
		assertThat(network.lost()).isPositive();
		assertThat(network.duplicates()).isPositive();
		assertThat(network.reordered()).isPositive();
	}

}
