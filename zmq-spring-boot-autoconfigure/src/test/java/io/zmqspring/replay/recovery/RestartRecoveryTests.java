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
 * Where a subscriber begins, and what it does when it or a publisher was restarted.
 */
class RestartRecoveryTests extends JoinedSubscriber {

	@Test
	void newSubscriberMayBeginWithTheEarliestMessage() {
		ModelPublisher small = new ModelPublisher(true, 3, 101);
		for (int i = 0; i < 5; i++) {
			small.publish("a");
		}
		small.restart();
		small.publish("a");
		ModelSubscriber earliest = new ModelSubscriber(
				new RecoverySettings(true, Duration.ofSeconds(2), 1 << 20, Duration.ofSeconds(1)), small);
		earliest.connect(true);
		earliest.settle();
		assertThat(earliest.delivered).containsExactly("101:a:4", "101:a:5", "102:a:1");
		assertThat(earliest.lost).isEmpty();
	}

	@Test
	void restartedSubscriberContinuesAfterWhatItHasSeen() {
		for (int i = 0; i < 5; i++) {
			drop("a");
		}
		drop("b");
		ModelSubscriber continued = new ModelSubscriber(RecoverySettings.DEFAULTS, new SeenNumbers() {

			@Override
			public long last(long epoch, byte[] topic) {
				return (epoch == 101 && new String(topic).equals("a")) ? 3 : 0;
			}

			@Override
			public boolean continues() {
				return true;
			}

		}, List.of(this.publisher), 1000);
		continued.connect(true);
		continued.settle();
		assertThat(continued.delivered).containsExactlyInAnyOrder("101:a:4", "101:a:5", "101:b:1");
	}

	@Test
	void restartedSubscriberContinuesInALaterEpoch() {
		ModelPublisher durable = new ModelPublisher(true, 100, 101);
		durable.publish("a");
		durable.publish("a");
		durable.restart();
		durable.publish("a");
		ModelSubscriber continued = new ModelSubscriber(RecoverySettings.DEFAULTS, new SeenNumbers() {

			@Override
			public long last(long epoch, byte[] topic) {
				return (epoch == 101) ? 1 : 0;
			}

			@Override
			public boolean continues() {
				return true;
			}

		}, List.of(durable), 1000);
		continued.connect(true);
		continued.settle();
		assertThat(continued.delivered).containsExactly("101:a:2", "102:a:1");
	}

	@Test
	void restartWithoutAFileLosesWhatWasMissingAndCountsFromOne() {
		join();
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.connect(false);
		this.publisher.restart();
		drop("a");
		this.subscriber.live.add(this.publisher.publish("a"));
		this.subscriber.connect(true);
		this.subscriber.settle();
		assertThat(this.subscriber.lost).containsExactly("101:a:2");
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:3", "102:a:1", "102:a:2");
		assertThat(this.subscriber.restarts).isEqualTo(1);
	}

	@Test
	void restartWithAFileLosesNothing() {
		ModelPublisher durable = new ModelPublisher(true, 100, 101);
		ModelSubscriber other = new ModelSubscriber(RecoverySettings.DEFAULTS, durable);
		other.connect(true);
		other.settle();
		other.live.add(durable.publish("a"));
		other.receive();
		durable.publish("a");
		durable.publish("b");
		other.connect(false);
		durable.restart();
		other.live.add(durable.publish("a"));
		durable.publish("b");
		other.connect(true);
		other.settle();
		assertThat(other.lost).isEmpty();
		assertThat(other.delivered).containsExactlyInAnyOrder("101:a:1", "101:a:2", "101:b:1", "102:a:1", "102:b:1");
	}

	@Test
	void messagesOfTheFormerEpochThatAreUnderWayAreDeliveredFirst() {
		join();
		publish("a");
		this.subscriber.live.add(this.publisher.publish("a"));
		this.publisher.restart();
		this.subscriber.connect(false);
		this.subscriber.connect(true);
		this.subscriber.live.add(this.publisher.publish("a"));
		this.subscriber.answer(0);
		this.subscriber.answer(0);
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "102:a:1");
	}

	@Test
	void publisherWithoutReplayIsDeliveredAsItComes() {
		join();
		ModelPublisher other = new ModelPublisher(false, 100, 201);
		other.publish("a");
		this.subscriber.live.add(other.publish("a"));
		other.publish("a");
		this.subscriber.live.add(other.publish("a"));
		this.subscriber.receive();
		assertThat(this.subscriber.delivered).isEmpty();
		this.subscriber.settle();
		this.subscriber.receive();
		assertThat(this.subscriber.delivered).containsExactly("201:a:2", "201:a:4");
		assertThat(this.subscriber.plain).hasSize(2);
	}

	@Test
	void messagesOfAPublisherThatCannotBeAskedWaitUntilTheTimeout() {
		this.subscriber.recovery().onLiveConnections(true);
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.pass(Duration.ofMillis(1900));
		assertThat(this.subscriber.delivered).isEmpty();
		this.subscriber.pass(Duration.ofMillis(400));
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:3");
		this.subscriber.connect(true);
		this.subscriber.settle();
		drop("a");
		publish("a");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:3", "101:a:4", "101:a:5");
	}

	@Test
	void messagesOfAPublisherThatIsCutOffBeforeItCouldBeAskedWait() {
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.pass(Duration.ofSeconds(10));
		assertThat(this.subscriber.delivered).isEmpty();
		this.subscriber.connect(true);
		this.subscriber.pass(Duration.ofMillis(300));
		assertThat(this.subscriber.delivered).isEmpty();
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "101:a:3");
	}

	@Test
	void epochThatIsSkippedAfterTheTimeoutIsLostExactly() {
		ModelPublisher durable = new ModelPublisher(true, 100, 101);
		durable.publish("a");
		ModelSubscriber other = new ModelSubscriber(RecoverySettings.DEFAULTS, durable);
		other.connect(true);
		other.settle();
		other.live.add(durable.publish("a"));
		other.receive();
		other.connect(false);
		durable.restart();
		durable.publish("a");
		durable.publish("a");
		durable.restart();
		other.live.add(durable.publish("a"));
		other.connect(true);
		other.answer(0);
		other.receive();
		other.deaf = true;
		other.pass(Duration.ofSeconds(3));
		assertThat(other.delivered).containsExactly("101:a:2", "103:a:1");
		other.deaf = false;
		other.settle();
		assertThat(other.lost).containsExactlyInAnyOrder("102:a:1", "102:a:2");
	}

	@Test
	void epochsBeforeTheFirstOneOfASubscriberAreNotLost() {
		ModelPublisher durable = new ModelPublisher(true, 2, 101);
		durable.publish("a");
		durable.publish("a");
		durable.publish("b");
		durable.restart();
		durable.publish("b");
		ModelSubscriber other = new ModelSubscriber(RecoverySettings.DEFAULTS, durable);
		other.connect(true);
		other.settle();
		other.live.add(durable.publish("a"));
		other.receive();
		other.connect(false);
		durable.restart();
		other.live.add(durable.publish("a"));
		other.connect(true);
		other.settle();
		assertThat(other.delivered).containsExactly("102:a:1", "103:a:1");
		assertThat(other.lost).isEmpty();
	}

	@Test
	void restartedSubscriberDoesNotMissEpochsBeforeItsFirstOne() {
		ModelPublisher durable = new ModelPublisher(true, 100, 101);
		durable.publish("a");
		durable.publish("b");
		durable.restart();
		durable.publish("a");
		ModelSubscriber first = new ModelSubscriber(RecoverySettings.DEFAULTS, durable);
		first.connect(true);
		first.settle();
		first.live.add(durable.publish("a"));
		first.receive();
		ModelSubscriber continued = first.killed(RecoverySettings.DEFAULTS);
		continued.connect(true);
		durable.publish("b");
		continued.settle();
		assertThat(continued.delivered).containsExactly("102:a:2", "102:b:1");
		assertThat(continued.lost).isEmpty();
	}

	@Test
	void answersForATopicThatWasUnsubscribedMeanwhileAreIgnored() {
		join();
		publish("a");
		drop("a");
		publish("a");
		this.subscriber.recovery().onLiveConnection();
		this.subscriber.link(0).answer();
		this.subscriber.link(0).answer();
		this.subscriber.subscribe(List.of("b"));
		drop("a");
		drop("a");
		this.subscriber.subscribe(List.of("a"));
		this.subscriber.settle();
		publish("a");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:6");
		assertThat(this.subscriber.lost).isEmpty();
	}

}
