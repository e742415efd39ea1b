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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import io.zmqspring.test.WorkerPeer;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

// tag::test[]
@ZmqTest
@Import(Labels.class)
class LabelsTests {

	@Autowired
	private Labels labels;

	@Test
	void labelIsPrinted(ZmqTestPeers peers) {
		WorkerPeer worker = peers.workerFor("press", "labels");
		worker.answer(Order.class, (order) -> new Confirmation(order.id(), order.what().toUpperCase()));
		assertThat(this.labels.print(new Order(4, "jam")).join()).isEqualTo("Label: JAM");
		assertThat(worker.received().await(1)).singleElement()
			.satisfies((work) -> assertThat(work.payload(Order.class).what()).isEqualTo("jam"));
	}

}
// end::test[]
