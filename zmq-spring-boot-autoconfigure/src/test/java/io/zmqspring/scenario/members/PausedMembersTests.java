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

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A subscriber that is paused while its name loses one member and gets another one.
 */
class PausedMembersTests {

	@ParameterizedTest
	@EnumSource
	void messagesOfTheMemberThatIsLostAndOfTheNewOneAreHandledAfterThePause(TestSecurity security) {
		try (PublishingMembers members = new PublishingMembers(security)) {
			ZmqPublisher lost = members.add(2);
			ZmqSubscriber subscriber = members.subscribe();
			PublishingMembers.awaitSubscriber(lost);
			subscriber.pause();
			int waiting = members.publish(lost, "from the lost one");
			awaitQueued(subscriber, waiting);
			members.remove(2);
			lost.stop();
			ZmqPublisher added = members.add(3);
			PublishingMembers.awaitSubscriber(added);
			awaitQueued(subscriber, waiting + members.publish(added, "from the new one"));
			// The lost member is kept while its messages wait
			await().during(PublishingMembers.INTERVAL.multipliedBy(5)).until(() -> leaving(subscriber).size() == 1);
			assertThat(leaving(subscriber)).containsExactly(members.address(2));
			assertThat(members.received()).isEmpty();
			subscriber.resume();
			await().until(() -> members.received().equals(members.published()));
			await().until(() -> leaving(subscriber).isEmpty() && subscriber.connections().size() == 1);
		}
	}

	private static void awaitQueued(ZmqSubscriber subscriber, long messages) {
		await().untilAsserted(() -> assertThat(subscriber.stats().queueDepth()).isEqualTo(messages));
	}

	private static List<String> leaving(ZmqSubscriber subscriber) {
		return subscriber.resolvedNames().get(0).leaving();
	}

}
