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

package io.zmqspring.scenario.replay;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.zmqspring.scenario.replay.RecoveryRun.Builder;
import io.zmqspring.scenario.replay.RecoveryRun.Receiving;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many subscribers recover at once. Each of them receives everything, and the publisher
 * does not become slow.
 */
class RecoveringSubscribersTests {

	private static final int SUBSCRIBERS = TestSize.of(5, 50);

	private static final int MESSAGES = 20_000;

	@Test
	void publisherKeepsItsRate() throws Exception {
		List<OrderedReceiver> receivers = new ArrayList<>();
		List<Receiving> receiving = new ArrayList<>();
		try (RecoveryRun run = new Builder().topics(5).start()) {
			for (int i = 0; i < SUBSCRIBERS; i++) {
				OrderedReceiver receiver = new OrderedReceiver(() -> {
				});
				receivers.add(receiver);
				receiving.add(run.subscribe(receiver, ReplayStart.LATEST));
			}
			// The same number of messages while nobody recovers, and while everybody does
			double undisturbed = rate(run);
			assertComplete(run, receivers, receiving);
			run.messages().refuse();
			run.replay().refuse();
			run.publish(MESSAGES);
			run.messages().acceptAgain();
			run.replay().acceptAgain();
			double recovering = rate(run);
			System.out.printf("%d subscribers recover: %.0f messages a second, undisturbed %.0f, ratio %.2f%n",
					SUBSCRIBERS, recovering, undisturbed, recovering / undisturbed);
			assertComplete(run, receivers, receiving);
			assertThat(recovering / undisturbed).isGreaterThan(0.9);
		}
	}

	private static double rate(RecoveryRun run) {
		long start = System.nanoTime();
		run.publish(MESSAGES);
		return MESSAGES / ((System.nanoTime() - start) / 1e9);
	}

	private static void assertComplete(RecoveryRun run, List<OrderedReceiver> receivers, List<Receiving> receiving) {
		for (int i = 0; i < receivers.size(); i++) {
			run.assertComplete(receivers.get(i), receiving.get(i));
		}
	}

}
