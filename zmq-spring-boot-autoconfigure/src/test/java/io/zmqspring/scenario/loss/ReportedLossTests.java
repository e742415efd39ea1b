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

package io.zmqspring.scenario.loss;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.scenario.loss.LossRun.Setup;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

/**
 * Subscribers report exactly the messages that they have missed.
 */
class ReportedLossTests {

	private static final int DISTURBANCES = 5;

	static LongStream seeds() {
		return LongStream.rangeClosed(1, TestSize.of(4, 100));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void reportedLossIsTrueLossInRandomRuns(long seed) throws Exception {
		Random random = new Random(-seed);
		try (LossRun run = new LossRun(Setup.random(seed), seed)) {
			run.start();
			random.ints(DISTURBANCES, 0, Disturbance.values().length)
				.mapToObj((index) -> Disturbance.values()[index])
				.sorted(Comparator.comparing(Disturbance.FILTER_CHANGE::equals))
				.forEach((disturbance) -> act(run, disturbance));
			run.assertExact();
		}
	}

	@ParameterizedTest
	@EnumSource
	void reportedLossIsTrueLossAfterEach(Disturbance disturbance) throws Exception {
		assertExact(Setup.SIMPLE, disturbance, disturbance);
	}

	@Test
	void reportedLossIsTrueLossWithCurveAndSeveralFrames() throws Exception {
		Setup setup = new Setup(TestTransport.TCP, TestSecurity.CURVE, WireFormat.MULTIPART, true, 20, 2, true, false);
		assertExact(setup, Disturbance.CUT, Disturbance.STALL, Disturbance.REPLACEMENT,
				Disturbance.SUBSCRIBER_FAILOVER);
	}

	@Test
	void reportedLossIsTrueLossWithTwentyThousandTopics() throws Exception {
		Setup setup = new Setup(TestTransport.TCP, TestSecurity.NULL, WireFormat.MULTIPART, false, 20_000, 1, false,
				false);
		assertExact(setup, Disturbance.DROPS, Disturbance.CUT, Disturbance.REPLACEMENT);
	}

	@Test
	void lateJoinsAndFiltersNeverLookLikeLossWithSeveralPublishers() throws Exception {
		Setup setup = new Setup(TestTransport.IPC, TestSecurity.NULL, WireFormat.SINGLE_FRAME, true, 40, 2, true,
				false);
		assertExact(setup, Disturbance.LATE_JOIN, Disturbance.FILTER_CHANGE, Disturbance.REPLACEMENT,
				Disturbance.FILTER_CHANGE, Disturbance.LATE_JOIN);
	}

	@Test
	void reportedLossIsTrueLossWithLastValues() throws Exception {
		Setup setup = new Setup(TestTransport.TCP, TestSecurity.NULL, WireFormat.MULTIPART, false, 20, 1, false, true);
		assertExact(setup, Disturbance.LATE_JOIN, Disturbance.CUT, Disturbance.REPLACEMENT,
				Disturbance.PUBLISHER_FAILOVER, Disturbance.SUBSCRIBER_FAILOVER, Disturbance.RESTART,
				Disturbance.LATE_JOIN, Disturbance.RESTART, Disturbance.REPLACEMENT);
	}

	private static void assertExact(Setup setup, Disturbance... disturbances) throws Exception {
		try (LossRun run = new LossRun(setup, 1)) {
			run.start();
			for (Disturbance disturbance : List.of(disturbances)) {
				act(run, disturbance);
			}
			run.assertExact();
		}
	}

	private static void act(LossRun run, Disturbance disturbance) {
		run.settle();
		disturbance.act(run);
		run.settle();
	}

}
