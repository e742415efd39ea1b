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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.subscriber.ReceiveOperations;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of {@code docs/receiving.md} in applications.
 */
class ReceivingPageTests {

	@Test
	void beanReceivesTheNextMessageByHand() {
		EventsApplication.with(NextOrder.class)
			.withPropertyValues("zmq.subscribers.events.topics=order.*")
			.run((context) -> {
				EventsApplication.publish(context, "order.placed", new Order(7, 2));
				assertThat(context.getBean(NextOrder.class).next()).isEqualTo(new Order(7, 2));
			});
	}

	@Test
	void workHandlerSendsProgress() {
		EventsApplication.with(Kitchen.class)
			.withPropertyValues("zmq.subscribers.events.topics=*", "zmq.workers.tea.pull.address=inproc://work",
					"zmq.workers.tea.push.address=inproc://results",
					"zmq.controllers.kitchen.workers.tea.push.address=inproc://work",
					"zmq.controllers.kitchen.workers.tea.pull.address=inproc://results")
			.run((context) -> {
				ZmqController kitchen = context.getBean(ZmqController.class);
				assertThat(kitchen.request("tea", new Order(7, 2), Tea.class)).succeedsWithin(Duration.ofSeconds(20))
					.isEqualTo(new Tea(2));
				kitchen.send("tea", new Order(8, 3));
				List<Map<String, Object>> served = context.getBean(Kitchen.class).served;
				EventsApplication.await().until(() -> served.size() == 3);
				assertThat(served).containsExactly(Map.of("progress_of", 7, "percent", 50),
						Map.of("progress_of", 8, "percent", 50), Map.of("work_id", 8, "cups", 3));
			});
	}

	@Test
	void resultListenerOfAPoolWithoutPullIsRefusedAtStart() {
		EventsApplication.with(Waiting.class)
			.withPropertyValues("zmq.subscribers.events.topics=*",
					"zmq.controllers.plant.workers.jobs.push.address=inproc://jobs")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContainingAll("Pool 'jobs' of controller 'plant' has no pull",
						"zmq.controllers.plant.workers.jobs.pull.address"));
	}

	@Test
	void receiveOfASubscriberThatIsNotRunningIsRefused() {
		EventsApplication.with(NextOrder.class)
			.withPropertyValues("zmq.subscribers.events.topics=order.*", "zmq.subscribers.events.auto-startup=false")
			.run((context) -> assertThatExceptionOfType(ZmqException.class)
				.isThrownBy(() -> context.getBean(NextOrder.class).next())
				.withMessageContaining("is not running"));
	}

	static class NextOrder {

		private final ReceiveOperations orders;

		NextOrder(ZmqSubscriber eventsSubscriber) {
			this.orders = eventsSubscriber;
		}

		Order next() {
			return this.orders.receive("order.placed", Order.class, Duration.ofSeconds(5));
		}

	}

	static class Kitchen {

		private final List<Map<String, Object>> served = new CopyOnWriteArrayList<>();

		private final ZmqWorker teaWorker;

		Kitchen(ZmqWorker teaWorker) {
			this.teaWorker = teaWorker;
		}

		@ZmqWorkHandler("tea")
		Tea brew(Order order) {
			this.teaWorker.send(Map.of("percent", 50));
			return new Tea(order.cups());
		}

		@ZmqResultListener(worker = "tea")
		void serve(Map<String, Object> result) {
			this.served.add(result);
		}

	}

	static class Waiting {

		@ZmqResultListener(worker = "jobs")
		void done(String result) {
		}

	}

	record Order(int id, int cups) {

	}

	record Tea(int cups) {

	}

}
