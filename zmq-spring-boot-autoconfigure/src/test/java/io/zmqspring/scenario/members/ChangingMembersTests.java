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

package io.zmqspring.scenario.members;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A subscriber of a name whose publishers come and go: each message of a publisher that
 * is present arrives once, and nothing is left of those that are gone.
 */
class ChangingMembersTests {

	private static final int WARM_UP = 7;

	private static final int SPARE = 5;

	@ParameterizedTest
	@EnumSource
	void eachMessageOfAPresentPublisherArrivesOnceWhileOthersComeAndGo(TestSecurity security) throws IOException {
		try (PublishingMembers members = new PublishingMembers(security)) {
			ZmqPublisher constant = members.add(1);
			ZmqSubscriber subscriber = members.subscribe();
			PublishingMembers.awaitSubscriber(constant);
			int rounds = TestSize.of(2 * WARM_UP, 100);
			int descriptors = 0;
			int threads = 0;
			for (int round = 0; round < rounds; round++) {
				int last = 2 + round;
				ZmqPublisher passing = members.add(last);
				PublishingMembers.awaitSubscriber(passing);
				members.publish(passing, "present " + round);
				members.remove(last);
				members.publish(passing, "leaving " + round);
				members.publish(constant, "constant " + round);
				await().until(() -> members.received().equals(members.published()));
				passing.stop();
				await().until(() -> subscriber.connections().size() == 1);
				if (round < WARM_UP) {
					descriptors = Math.max(descriptors, LeakCheck.openDescriptors());
					threads = Math.max(threads, LeakCheck.threads());
				}
			}
			assertThat(members.received()).isEqualTo(members.published());
			assertThat(subscriber.resolvedNames()).singleElement().satisfies((name) -> {
				assertThat(name.resolved()).hasSize(1);
				assertThat(name.leaving()).isEmpty();
			});
			assertThat(LeakCheck.openDescriptors()).isLessThan(descriptors + SPARE);
			assertThat(LeakCheck.threads()).isLessThan(threads + SPARE);
			constant.stop();
			assertThat(members.tried(Duration.ofSeconds(2))).as("Only the present member")
				.containsExactly(members.address(1));
		}
	}

}
