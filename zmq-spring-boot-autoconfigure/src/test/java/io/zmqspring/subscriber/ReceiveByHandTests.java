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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages that are received by hand, without a handler.
 */
class ReceiveByHandTests extends ByHandRoles {

	@Test
	void messagesWaitFromTheStartOfASubscriberWithoutHandlers() {
		start();
		publish("1", "order.a");
		publish("2", "order.b");
		assertThat(this.subscriber.receive(LONG)).isEqualTo(new ZmqMessage("order.a", "1".getBytes()));
		assertThat(this.subscriber.receive(LONG).text()).isEqualTo("2");
		assertThat(this.subscriber.stats().rejected()).isEmpty();
		assertThat(this.subscriber.stats().dropped()).isZero();
	}

	@Test
	void payloadIsReadToTheType() {
		start();
		publish(new Order(7), "order.a");
		publish(List.of(new Order(8)), "order.a");
		publish("text", "order.a");
		publish("9", "order.a");
		assertThat(this.subscriber.receive(Order.class, LONG)).isEqualTo(new Order(7));
		assertThat(this.subscriber.receive(new ParameterizedTypeReference<List<Order>>() {
		}, LONG)).containsExactly(new Order(8));
		assertThat(this.subscriber.receive(String.class, LONG)).isEqualTo("text");
		assertThat(this.subscriber.receive(int.class, LONG)).isEqualTo(9);
	}

	@Test
	void messageOfOneTopicIsReceivedBeforeEarlierOnesOfOthers() {
		start();
		publish("1", "other");
		publish("2", "order.a");
		publish(new Order(3), "order.b");
		assertThat(this.subscriber.receive("order.b", Order.class, LONG)).isEqualTo(new Order(3));
		assertThat(this.subscriber.receive("order.*", LONG).text()).isEqualTo("2");
		assertThatExceptionOfType(ZmqTimeoutException.class)
			.isThrownBy(() -> this.subscriber.receive("order.*", Duration.ZERO))
			.withMessage("Subscriber 'events' has received no message of topic 'order.*' within 0s; messages of other"
					+ " topics that wait: 1");
		assertThat(this.subscriber.receive(Duration.ZERO).text()).isEqualTo("1");
	}

	@Test
	void timeOutIsTold() {
		start();
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> this.subscriber.receive(SHORT))
			.withMessage("Subscriber 'events' has received no message within 50ms");
	}

	@Test
	void topicThatIsNotSubscribedToIsRefused() {
		start();
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.subscriber.receive("orders", LONG))
			.withMessageContainingAll("'events'", "'orders'");
	}

	@Test
	void payloadThatCannotBeReadCostsOneMessageAndIsCounted() {
		start();
		publish("no order", "order.a");
		publish(new Order(1), "order.a");
		assertThatExceptionOfType(ZmqRejectedException.class)
			.isThrownBy(() -> this.subscriber.receive(Order.class, LONG));
		assertThat(this.subscriber.receive(Order.class, LONG)).isEqualTo(new Order(1));
		assertThat(this.subscriber.stats().rejected()).isEqualTo(Map.of("undecodable", 1L));
	}

	@Test
	void handlersTakeTheirMessagesAndTheOthersAreReceivedByHand() {
		List<String> handled = new CopyOnWriteArrayList<>();
		HandlerRegistration handler = this.subscriber.addHandler("order.a", String.class,
				(topic, payload) -> handled.add(payload));
		start();
		publish("nobody yet", "order.b");
		EventsApplication.await().until(() -> this.subscriber.stats().rejected("no-handler") == 1);
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> this.subscriber.receive(Duration.ZERO));
		publish("handled", "order.a");
		publish("by hand", "order.b");
		assertThat(this.subscriber.receive(LONG).text()).isEqualTo("by hand");
		assertThat(handled).containsExactly("handled");
		handler.remove();
		publish("removed", "order.a");
		assertThat(this.subscriber.receive(LONG).text()).isEqualTo("removed");
	}

	@Test
	void handlerForTheRestLeavesNothing() {
		start();
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> this.subscriber.receive(Duration.ZERO));
		this.subscriber.setDefaultHandler((topic, payload) -> {
		});
		publish("1", "order.a");
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> this.subscriber.receive(SHORT))
			.withMessageContaining("its handler without topics takes every message that no other handler takes");
	}

	@Test
	void firstHandlerRejectsWhatNobodyHasReceived() {
		start();
		publish("1", "order.a");
		awaitWaiting(1);
		this.subscriber.addHandler("other", (topic, payload) -> {
		});
		assertThat(this.subscriber.stats().rejected("no-handler")).isEqualTo(1);
		assertThat(this.errors).singleElement().isInstanceOf(ZmqRejectedException.class);
		assertThat(this.subscriber.stats().queueDepth()).isZero();
	}

	@Test
	void handlerCannotReceiveOnTheReceivingThread() {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		this.subscriber.addHandler("other", (topic, payload) -> {
			try {
				this.subscriber.receive(LONG);
			}
			catch (ZmqTimeoutException ex) {
				thrown.complete(ex);
			}
		});
		start();
		publish("1", "other");
		assertThat(thrown).succeedsWithin(LONG)
			.extracting(Throwable::getMessage)
			.asString()
			.contains("a handler on the receiving thread cannot wait");
	}

	record Order(int id) {

	}

}
