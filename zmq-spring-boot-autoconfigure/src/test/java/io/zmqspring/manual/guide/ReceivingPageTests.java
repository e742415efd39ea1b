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

package io.zmqspring.manual.guide;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

import io.zmqspring.message.ZmqException;
import io.zmqspring.subscriber.ReceiveOperations;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of {@code docs/receiving.md}.
 */
class ReceivingPageTests {

	@Test
	void beanReceivesTheNextMessageByHand() {
		EventsApplication.with(Examples.NextOrder.class)
			.withPropertyValues("zmq.subscribers.events.topics=order.*")
			.run((context) -> {
				EventsApplication.publish(context, "order.placed", new Examples.Order(7, "tea"));
				assertThat(context.getBean(Examples.NextOrder.class).next()).isEqualTo(new Examples.Order(7, "tea"));
			});
	}

	@Test
	void receiveOfASubscriberThatIsNotRunningIsRefused() {
		EventsApplication.with(Examples.NextOrder.class)
			.withPropertyValues("zmq.subscribers.events.topics=order.*", "zmq.subscribers.events.auto-startup=false")
			.run((context) -> assertThatExceptionOfType(ZmqException.class)
				.isThrownBy(() -> context.getBean(Examples.NextOrder.class).next())
				.withMessageContaining("is not running"));
	}

	interface Examples {

		record Order(int id, String what) {

		}

		// tag::next[]
		@Component
		class NextOrder {

			private final ReceiveOperations orders;

			NextOrder(ZmqSubscriber eventsSubscriber) {
				this.orders = eventsSubscriber;
			}

			Order next() {
				return this.orders.receive("order.placed", Order.class, Duration.ofSeconds(5));
			}

		}
		// end::next[]

	}

}
