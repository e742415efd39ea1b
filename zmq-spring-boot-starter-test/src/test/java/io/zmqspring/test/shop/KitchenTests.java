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

import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.test.ControllerPeer;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

// tag::test[]
@ZmqTest
class KitchenTests {

	@Test
	void answersARequest(ZmqTestPeers peers) {
		ControllerPeer controller = peers.controllerFor("kitchen");
		assertThat(controller.request(new Order(3, "cake"), Confirmation.class))
			.isEqualTo(new Confirmation(3, "cake is ready"));
	}

	@Test
	void sendsAResultForEachItem(ZmqTestPeers peers) {
		ControllerPeer controller = peers.controllerFor("kitchen");
		controller.send(new Order(1, "tea"));
		controller.send(new Order(2, "cake"));
		assertThat(controller.results().await(2)).extracting((result) -> result.payload(Confirmation.class).order())
			.containsExactlyInAnyOrder(1, 2);
	}

	@Test
	void refusesAnEmptyOrder(ZmqTestPeers peers) {
		assertThatExceptionOfType(ZmqWorkFailedException.class)
			.isThrownBy(() -> peers.controllerFor("kitchen").request(new Order(1, " "), Confirmation.class))
			.withMessageContaining("Nothing was ordered");
	}

}
// end::test[]
