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

package io.zmqspring.replay.recovery;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.testsupport.TestSize;

/**
 * Random faults: messages that are dropped, connections that are cut, publishers that are
 * restarted or do not answer, windows that are too small, filters that change. Each
 * message is delivered once and in order, or reported as lost once; within the window
 * nothing is lost.
 */
class RecoverySimulationTests {

	private static final int SEEDS = TestSize.of(20, 3000);

	@ParameterizedTest
	@EnumSource
	void everyMessageIsDeliveredOnceAndInOrderOrReportedAsLost(RecoverySimulation.Kind kind) {
		for (int seed = 0; seed < SEEDS; seed++) {
			try {
				new RecoverySimulation(kind, new Random(seed)).run();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("With the seed " + seed + ": " + ex.getMessage(), ex);
			}
		}
	}

}
