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

import org.junit.jupiter.api.Test;

import io.zmqspring.test.RecordedMessage;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A recipe of {@code docs/testing.md}.
 */
@ZmqTest
class HistoryTests {

	// tag::history[]
	@Test
	void orderComesBeforeItsConfirmation(ZmqTestPeers peers) {
		peers.publisherFor("orders").publish("order.placed", new Order(7, "tea"));
		assertThat(peers.history().await(2)).extracting(RecordedMessage::source, RecordedMessage::topic)
			.containsExactly(tuple("test publisher of 'orders'", "order.placed"),
					tuple("publisher 'confirmations'", "order.confirmed"));
	}
	// end::history[]

	// tag::nothing[]
	@Test
	void otherTopicsAreNotConfirmed(ZmqTestPeers peers) {
		peers.publisherFor("orders").publish("order.cancelled", new Order(1, "tea"));
		assertThat(peers.subscriberOf("confirmations").messages()).isEmpty();
	}
	// end::nothing[]

}
