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

package io.zmqspring.manual.shop;

import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.zmqspring.ZmqOperations;

import static org.mockito.Mockito.verify;

/**
 * An example of {@code docs/testing.md}: what the application publishes, without sockets.
 */
// tag::test[]
@SpringBootTest(properties = "zmq.enabled=false")
class ShopWithoutSocketsTests {

	@MockitoBean(answers = Answers.RETURNS_SELF)
	private ZmqOperations zmq;

	@Autowired
	private Shop shop;

	@Test
	void reorderIsPublished() {
		this.shop.reorder("tea");
		verify(this.zmq).withPublisher("shop");
		verify(this.zmq).publish(new Order("tea", 100), "order.placed");
	}

}
// end::test[]
