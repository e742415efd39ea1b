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

package io.zmqspring.test.shop;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.test.RecordedMessages;
import io.zmqspring.test.ZmqRoleAssert;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a failed test tells.
 */
@ZmqTest
class FailureTextTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	@Autowired
	private ZmqPublisher publisher;

	@Test
	void awaitTellsWhatWasSentInstead(ZmqTestPeers peers) {
		peers.publisherFor("orders").publish("order.placd", new Order(7, "tea"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> peers.subscriberOf("confirmations").await(1, SHORT))
			.withMessageContaining("Expected 1 message of publisher 'confirmations', but none has arrived")
			.withMessageContaining("Publisher 'confirmations' is RUNNING")
			.withMessageContaining("test publisher of 'orders': order.placd {\"id\":7,\"what\":\"tea\"}"
					+ " (lost: subscriber 'orders' has not subscribed to this topic, or is not running)");
	}

	@Test
	void assertionThatForgetsToWaitTellsWhatHadArrived(ZmqTestPeers peers) {
		RecordedMessages confirmations = peers.subscriberOf("confirmations");
		this.publisher.publish("first", "t");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(confirmations.messages()).hasSize(2))
			.withMessageContaining("the messages of publisher 'confirmations' until now:")
			.withMessageContaining("publisher 'confirmations': t first");
	}

	@Test
	void missingResultTellsTheErrorOfTheWorker(ZmqTestPeers peers) {
		peers.controllerFor("kitchen").send(new Order(1, " "));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> peers.controllerFor("kitchen").results().await(1, Duration.ofMillis(500)))
			.withMessageContaining("Worker 'kitchen' is RUNNING")
			.withMessageContaining("Nothing was ordered");
	}

	@Test
	void missingMessageTellsTheErrorOfTheListener(ZmqTestPeers peers) {
		peers.faults().failNextPublish("confirmations", new IllegalStateException("The printer is empty"));
		peers.publisherFor("orders").publish("order.placed", new Order(7, "tea"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> peers.subscriberOf("confirmations").await(1, Duration.ofMillis(500)))
			.withMessageContaining("Subscriber 'orders' since the test began: 1 failed, rejected {}. Its last error: ")
			.withMessageContaining("The printer is empty");
	}

	@Test
	void disconnectedPeerTellsHowToReconnectIt(ZmqTestPeers peers) {
		peers.faults().disconnect("orders");
		peers.faults().disconnect("kitchen");
		assertThatIllegalStateException()
			.isThrownBy(() -> peers.publisherFor("orders").publish("order.placed", new Order(7, "tea")))
			.withMessage("The test publisher of 'orders' is disconnected and cannot send."
					+ " Call faults().reconnect(\"orders\") before");
		assertThatIllegalStateException()
			.isThrownBy(() -> peers.controllerFor("kitchen").request(new Order(7, "tea"), Confirmation.class))
			.withMessageContaining("The test controller of 'kitchen' is disconnected");
	}

	@Test
	void assertionAboutARoleTellsItsState() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> ZmqRoleAssert.assertThat(this.publisher).within(SHORT).hasFault("unplugged"))
			.withMessageContaining("to have a fault with 'unplugged'")
			.withMessageContaining("state RUNNING, faults []");
	}

}
