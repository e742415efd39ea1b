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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recovery whose receiver does not take messages for some time.
 */
class FullReceiverTests extends JoinedSubscriber {

	@Test
	void answerWaitsUntilThereIsRoom() {
		join();
		publish("a");
		drop("a");
		drop("a");
		publish("a");
		this.subscriber.account.room = 1;
		this.subscriber.answer(0);
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2");
		this.subscriber.settle();
		assertThat(this.subscriber.lost).as("after the time-out").isEmpty();
		this.subscriber.account.room = 2;
		this.subscriber.pass(Duration.ofMillis(100));
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "101:a:3", "101:a:4");
		assertThat(this.subscriber.recovery().heldBytes()).isZero();
	}

	@Test
	void liveMessageWaitsUntilThereIsRoom() {
		join();
		publish("a");
		this.subscriber.account.room = 0;
		publish("a");
		publish("a");
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1");
		this.subscriber.account.room = 10;
		publish("a");
		this.subscriber.pass(Duration.ofMillis(100));
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2", "101:a:3", "101:a:4");
		publish("a");
		assertThat(this.subscriber.delivered).endsWith("101:a:5");
		assertThat(this.subscriber.lost).isEmpty();
	}

	@Test
	void nothingIsAskedForWithoutRoom() {
		join();
		publish("a");
		this.subscriber.account.room = 0;
		drop("a");
		this.subscriber.settle();
		assertThat(this.subscriber.recovery().waitingTopics()).isOne();
		assertThat(this.subscriber.recovery().heldBytes()).as("nothing was sent again").isZero();
		this.subscriber.account.room = 10;
		this.subscriber.settle();
		assertThat(this.subscriber.delivered).containsExactly("101:a:1", "101:a:2");
	}

}
