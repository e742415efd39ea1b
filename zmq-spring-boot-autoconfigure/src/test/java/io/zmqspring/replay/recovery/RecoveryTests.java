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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of a recovery, one by one.
 */
class RecoveryTests extends JoinedSubscriber {

	@Test
	void messagesInOrderAreDeliveredAtOnce() {
		join();
		publish("a");
		publish("b");
		publish("a");
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:b:1", "101:a:2");
		assertThat(this.subscriber.recovery().waitingTopics()).isZero();
	}

	@Test
	void gapIsReplayedBeforeTheMessageBehindIt() {
		join();
		publish("a");
		drop("a");
		drop("a");
		publish("a");
		assertThat(this.subscriber.delivered).containsExactly("101:a:1");
		this.subscriber.answer(0);
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "101:a:3", "101:a:4");
		assertThat(this.subscriber.recovery().heldBytes()).isZero();
	}

	@Test
	void otherTopicsFlowOnMeanwhile() {
		join();
		publish("a");
		drop("a");
		publish("a");
		publish("b");
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:b:1");
	}

	@Test
	void tailIsReplayedAlthoughNothingFollows() {
		join();
		publish("a");
		drop("a");
		drop("b");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactlyInAnyOrder("101:a:1", "101:a:2", "101:b:1");
	}

	@Test
	void messageUnderWayIsNotAskedFor() {
		join();
		publish("a");
		this.subscriber.live.add(this.publisher.publish("a"));
		this.subscriber.recovery().onLiveConnection();
		this.subscriber.answer(0);
		this.subscriber.pass(Duration.ofMillis(1200));
		assertThat(this.subscriber.answer(0)).as("the next look at the last numbers").isTrue();
		assertThat(this.subscriber.answer(0)).as("a request for messages").isFalse();
		this.subscriber.receive();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).hasSize(2);
	}

	@Test
	void laterMessageProvesThatAnEarlierOneIsLost() {
		join();
		publish("a");
		drop("a");
		this.subscriber.recovery().onLiveConnection();
		this.subscriber.answer(0);
		publish("b");
		this.subscriber.recovery().tick(false);
		this.subscriber.answer(0);
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:b:1", "101:a:2");
	}

	@Test
	void newSubscriberBeginsWithTheNextMessage() {
		drop("a");
		drop("a");
		join();
		assertThat(this.subscriber.delivered).isEmpty();
		drop("a");
		publish("a");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:3", "101:a:4");
		assertThat(this.subscriber.lost).isEmpty();
	}

	@Test
	void messageUnderWayWhenANewSubscriberLooksIsDelivered() {
		drop("a");
		this.subscriber.live.add(this.publisher.publish("a"));
		this.subscriber.live.add(this.publisher.publish("a"));
		this.subscriber.connect(true);
		this.subscriber.answer(0);
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:2", "101:a:3");
		assertThat(this.subscriber.lost).isEmpty();
	}

	@Test
	void messagesThatAreGoneAreLostExactly() {
		join();
		this.subscriber.credit = 1000;
		publish("a");
		for (int i = 0; i < 150; i++) {
			drop("a");
		}
		publish("a");
		this.subscriber.answer(0);
		assertThat(this.subscriber.lost).hasSize(51).contains("101:a:2", "101:a:52").doesNotContain("101:a:53");
		assertThat(this.subscriber.delivered).hasSize(101).contains("101:a:53", "101:a:152");
	}

	@Test
	void deliveryGoesOnAfterTheTimeoutIfThePublisherDoesNotAnswer() {
		join();
		publish("a");
		drop("a");
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.deaf = true;
		this.subscriber.pass(Duration.ofMillis(1900));
		assertThat(this.subscriber.delivered).hasSize(1);
		this.subscriber.pass(Duration.ofMillis(400));
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:3", "101:a:5");
		assertThat(this.subscriber.lost).containsExactlyInAnyOrder("101:a:2", "101:a:4");
		this.subscriber.deaf = false;
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).hasSize(3);
	}

	@Test
	void gapIsNotGivenUpWhileEverythingIsCutOff() {
		join();
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.connect(false);
		this.subscriber.pass(Duration.ofSeconds(10));
		assertThat(this.subscriber.lost).isEmpty();
		this.subscriber.connect(true);
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "101:a:3");
	}

	@Test
	void deliveryGoesOnWhileOnlyReplayIsCutOff() {
		join();
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.connect(false);
		for (int i = 0; i < 30; i++) {
			this.subscriber.pass(Duration.ofMillis(100));
			publish("b");
		}
		assertThat(this.subscriber.lost).containsExactly("101:a:2");
		assertThat(this.subscriber.delivered).contains("101:a:3");
	}

	@Test
	void deliveryGoesOnWhileOnlyReplayIsCutOffAndThePublisherIsSilent() {
		join();
		this.subscriber.recovery().onLiveConnections(true);
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.connect(false);
		this.subscriber.pass(Duration.ofMillis(1900));
		assertThat(this.subscriber.lost).isEmpty();
		this.subscriber.pass(Duration.ofMillis(400));
		assertThat(this.subscriber.lost).containsExactly("101:a:2");
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:3");
	}

	@Test
	void heldMessagesThatDoNotFitAreAskedForAgain() {
		ModelSubscriber small = new ModelSubscriber(
				new RecoverySettings(false, Duration.ofSeconds(2), 1000, Duration.ofSeconds(1)), this.publisher);
		small.connect(true);
		small.settle();
		this.publisher.publish("a");
		for (int i = 0; i < 50; i++) {
			small.live.add(this.publisher.publish("a"));
			small.receive();
		}
		assertThat(small.recovery().heldBytes()).isLessThanOrEqualTo(1000);
		small.settle();
		assertThat(small.delivered).hasSize(51);
		assertThat(small.recovery().heldBytes()).isZero();
	}

	@Test
	void messageThatArrivesTwiceIsDeliveredOnce() {
		join();
		SequencedMessage message = this.publisher.publish("a");
		this.subscriber.live.add(message);
		this.subscriber.live.add(message);
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1");
	}

	@Test
	void messagesInTheWrongOrderAreDeliveredInOrder() {
		join();
		publish("a");
		SequencedMessage two = this.publisher.publish("a");
		SequencedMessage three = this.publisher.publish("a");
		SequencedMessage four = this.publisher.publish("a");
		this.subscriber.live.add(four);
		this.subscriber.live.add(three);
		this.subscriber.live.add(two);
		while (this.subscriber.receive()) {
			assertThat(this.subscriber.lost).isEmpty();
		}
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "101:a:3", "101:a:4");
	}

	@Test
	@Timeout(10)
	void manyMessagesInReverseOrderCostLittle() {
		join();
		publish("a");
		List<SequencedMessage> later = new ArrayList<>();
		this.publisher.publish("a");
		for (int i = 0; i < 30_000; i++) {
			later.add(this.publisher.publish("a"));
		}
		Collections.reverse(later);
		this.subscriber.live.addAll(later);
		while (this.subscriber.receive()) {
			continue;
		}
		assertThat(this.subscriber.delivered).containsExactly("101:a:1");
		assertThat(this.subscriber.recovery().heldBytes()).isGreaterThan(5_000_000);
	}

	@Test
	void topicsThatWereSilentLongestAreForgotten() {
		ModelSubscriber small = new ModelSubscriber(RecoverySettings.DEFAULTS, SeenNumbers.NONE,
				List.of(this.publisher), 16);
		small.connect(true);
		small.settle();
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < 60; i++) {
				small.live.add(this.publisher.publish("t" + i));
				small.receive();
			}
		}
		small.settle();
		assertThat(small.delivered).hasSize(120);
		assertThat(small.lost).isEmpty();
	}

	@Test
	void timeInWhichTheCallerIsBusyDoesNotCount() {
		join();
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.block(Duration.ofSeconds(10));
		this.subscriber.recovery().tick(true);
		assertThat(this.subscriber.lost).isEmpty();
		this.subscriber.answer(0);
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "101:a:3");
	}

	@Test
	void idleSubscriberOnlyComparesLastNumbers() {
		for (int i = 0; i < 300; i++) {
			drop("t" + i);
		}
		join();
		long before = this.subscriber.requests();
		for (int tick = 0; tick < 100; tick++) {
			this.subscriber.pass(Duration.ofMillis(100));
			this.subscriber.answer(0);
		}
		assertThat(this.subscriber.requests() - before).isBetween(9L, 11L);
		assertThat(this.subscriber.recovery().waitingTopics()).isZero();
	}

}
