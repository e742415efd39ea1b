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
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishers that name epochs or last numbers when messages were delivered already, or
 * when the filters have changed.
 */
class LateAnswerTests {

	private static final RecoverySettings EARLIEST = new RecoverySettings(true, Duration.ofSeconds(2), 1 << 20,
			Duration.ofSeconds(1));

	private final ModelPublisher publisher = new ModelPublisher(true, 1000, 101);

	private ModelSubscriber subscriber = new ModelSubscriber(RecoverySettings.DEFAULTS, this.publisher);

	private void publish(String topic) {
		this.subscriber.live.add(this.publisher.publish(topic));
		this.subscriber.receive();
	}

	private void restart() {
		this.subscriber.connect(false);
		this.publisher.restart();
		this.subscriber.connect(true);
	}

	@Test
	void epochIsNotSkippedBeforeItsLastNumbersAreKnown() {
		this.subscriber = new ModelSubscriber(EARLIEST, this.publisher);
		publish("a");
		this.publisher.restart();
		publish("b");
		this.subscriber.connect(true);
		this.subscriber.settle();
		this.publisher.publish("a");
		restart();
		publish("a");
		// The first page names the new epoch, and the last numbers are asked for again
		this.subscriber.answer(0);
		this.subscriber.pass(Duration.ofMillis(500));
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "102:b:1");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "102:b:1", "102:a:1", "103:a:1");
		assertThat(this.subscriber.lost).isEmpty();
	}

	@Test
	void noEpochIsSkippedForTopicsThatAreAdded() {
		this.subscriber = new ModelSubscriber(EARLIEST, this.publisher);
		this.subscriber.subscribe(List.of("a"));
		publish("a");
		this.publisher.publish("b");
		this.publisher.restart();
		publish("a");
		this.subscriber.connect(true);
		this.subscriber.settle();
		this.subscriber.subscribe(List.of("a", "b"));
		publish("b");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "102:a:1", "101:b:1", "102:b:1");
	}

	@Test
	void heldMessagesOfAnUnknownEpochAreForgottenWithTheirTopic() {
		publish("a");
		this.subscriber.subscribe(List.of("b"));
		this.publisher.publish("a");
		this.subscriber.subscribe(List.of("a", "b"));
		publish("a");
		this.subscriber.connect(true);
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:3");
		assertThat(this.subscriber.recovery().heldBytes()).isZero();
	}

	@Test
	void messagesBeforeTheFirstOneThatWasDeliveredWithoutAnAnswerAreLost() {
		this.subscriber.connect(true);
		this.subscriber.settle();
		this.subscriber.deaf = true;
		this.publisher.publish("a");
		this.publisher.publish("a");
		publish("a");
		this.subscriber.recovery().onLiveConnections(true);
		this.subscriber.pass(Duration.ofSeconds(3));
		assertThat(this.subscriber.delivered).containsExactly("101:a:3");
		assertThat(this.subscriber.lost).isEmpty();
		this.subscriber.deaf = false;
		this.subscriber.pass(Duration.ofSeconds(3));
		publish("a");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:3", "101:a:4");
		assertThat(this.subscriber.lost).containsExactlyInAnyOrder("101:a:1", "101:a:2");
	}

	@Test
	void continuedSubscriberMissesEverythingOfAPublisherThatHadSentNothing() {
		ModelAccount account = new ModelAccount();
		this.subscriber = new ModelSubscriber(RecoverySettings.DEFAULTS, List.of(this.publisher), account);
		this.subscriber.connect(true);
		this.subscriber.settle();
		this.publisher.publish("a");
		this.publisher.restart();
		this.publisher.publish("b");
		this.subscriber = this.subscriber.killed(RecoverySettings.DEFAULTS);
		this.subscriber.connect(true);
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactlyInAnyOrder("101:a:1", "102:b:1");
	}

}
