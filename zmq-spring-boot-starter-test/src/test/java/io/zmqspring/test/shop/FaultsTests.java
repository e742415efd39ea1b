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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.ControllerPeer;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;
import io.zmqspring.worker.ZmqWorker;

import static io.zmqspring.test.ZmqRoleAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Faults reach the application as the real ones would.
 */
@ZmqTest
@TestMethodOrder(MethodOrderer.Random.class)
class FaultsTests {

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqPublisher confirmations;

	@Autowired
	private ZmqSubscriber orders;

	@Autowired
	private ZmqController press;

	@Autowired
	private ZmqWorker kitchen;

	@Test
	void publishThrows() {
		this.peers.faults().failNextPublish("confirmations", new ZmqTimeoutException("The network is down"));
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> this.confirmations.publish("a", "t"))
			.withMessage("The network is down");
		this.confirmations.publish("b", "t");
		assertThat(this.peers.subscriberOf("confirmations").await(1)).singleElement()
			.extracting("topic")
			.isEqualTo("t");
	}

	// tag::fail[]
	@Test
	void listenerWhosePublishThrowsFailsThatMessage() {
		long before = this.orders.stats().failed();
		this.peers.faults().failNextPublish("confirmations", new ZmqTimeoutException("The network is down"));
		this.peers.publisherFor("orders").publish("order.placed", new Order(1, "tea"));
		this.peers.publisherFor("orders").publish("order.placed", new Order(2, "tea"));
		assertThat(this.peers.subscriberOf("confirmations").await(1)).singleElement()
			.satisfies((message) -> assertThat(message.payload(Confirmation.class).order()).isEqualTo(2));
		assertThat(this.orders).hasFailed(before + 1);
	}
	// end::fail[]

	// tag::full[]
	@Test
	void publisherDropsMessages() {
		long before = this.confirmations.stats().dropped();
		this.peers.faults().dropNext("confirmations", 2);
		for (int i = 1; i <= 3; i++) {
			this.confirmations.publish("m" + i, "t");
		}
		assertThat(this.peers.subscriberOf("confirmations").await(1)).singleElement()
			.satisfies((message) -> assertThat(message.text()).isEqualTo("m3"));
		assertThat(this.confirmations).hasDropped(before + 2);
	}
	// end::full[]

	@Test
	void subscriberMissesMessages() {
		this.peers.faults().dropNext("orders", 1);
		this.peers.publisherFor("orders").publish("order.placed", new Order(1, "tea"));
		this.peers.publisherFor("orders").publish("order.placed", new Order(2, "tea"));
		assertThat(this.peers.subscriberOf("confirmations").await(1)).singleElement()
			.satisfies((message) -> assertThat(message.payload(Confirmation.class).order()).isEqualTo(2));
		assertThat(this.peers.history().toString()).contains("lost on the way: dropNext");
	}

	@Test
	void messagesAreLate() {
		this.peers.faults().delay("orders", Duration.ofMillis(100));
		long begin = System.nanoTime();
		this.peers.publisherFor("orders").publish("order.placed", new Order(1, "tea"));
		this.peers.subscriberOf("confirmations").await(1);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(99));
	}

	@Test
	void publishIsSlow() {
		this.peers.faults().delay("confirmations", Duration.ofMillis(100));
		long begin = System.nanoTime();
		this.confirmations.publish("a", "t");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(99));
		this.peers.subscriberOf("confirmations").await(1);
	}

	// tag::malformed[]
	@Test
	void messageIsMalformed() {
		long before = this.orders.stats().rejected("undecodable");
		this.peers.faults().malformed("orders", "order.placed", "{\"id\":".getBytes(StandardCharsets.UTF_8));
		this.peers.publisherFor("orders").publish("order.placed", new Order(2, "tea"));
		this.peers.subscriberOf("confirmations").await(1);
		assertThat(this.orders).hasRejected("undecodable", before + 1).isRunning();
	}
	// end::malformed[]

	// tag::silent[]
	@Test
	void heartbeatsFallSilent() {
		assertThat(this.orders).isHealthy();
		this.peers.faults().silence("orders");
		assertThat(this.orders).hasFault("service 'office' has been silent");
	}
	// end::silent[]

	// tag::workers[]
	@Test
	void queueOfAPoolWithoutWorkersIsFull() {
		this.peers.faults().disconnect("press");
		assertThatExceptionOfType(ZmqTimeoutException.class)
			.isThrownBy(() -> this.press.send("labels", new Order(1, "jam")));
		this.peers.faults().reconnect("press");
		this.press.send("labels", new Order(2, "jam"));
		assertThat(this.peers.workerFor("press", "labels").received().await(1)).singleElement()
			.satisfies((work) -> assertThat(work.payload(Order.class).id()).isEqualTo(2));
	}
	// end::workers[]

	// tag::never[]
	@Test
	void workerTakesWorkAndNeverAnswers() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.press.request("labels", new Order(1, "jam"), String.class).join())
			.withCauseInstanceOf(ZmqTimeoutException.class);
	}
	// end::never[]

	@Test
	void workerFails() {
		this.peers.workerFor("press", "labels").answer((work) -> {
			throw new IllegalStateException("No paper");
		});
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.press.request("labels", new Order(1, "jam"), String.class).join())
			.withCauseInstanceOf(ZmqWorkFailedException.class)
			.withMessageContaining("No paper");
	}

	// tag::controller[]
	@Test
	void controllerIsGoneAndComesBack() {
		this.peers.faults().disconnect("kitchen");
		assertThat(this.kitchen).isRunning();
		this.peers.faults().reconnect("kitchen");
		assertThat(this.peers.controllerFor("kitchen").request(new Order(1, "tea"), Confirmation.class))
			.isEqualTo(new Confirmation(1, "tea is ready"));
	}
	// end::controller[]

	@Test
	void handlerOfTheWorkerFails() {
		ControllerPeer controller = this.peers.controllerFor("kitchen");
		assertThatExceptionOfType(ZmqWorkFailedException.class)
			.isThrownBy(() -> controller.request(new Order(1, " "), Confirmation.class))
			.withMessageContaining("Nothing was ordered");
		controller.send(new Order(2, " "));
		controller.send(new Order(3, "tea"));
		controller.results().await(1);
		assertThat(controller.errors().await(1)).singleElement()
			.satisfies((error) -> assertThat(error.text()).contains("Nothing was ordered"));
	}

	@Test
	void unknownNamesAreExplained() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.peers.publisherFor("order"))
			.withMessageContaining("zmq.subscribers.order has no test peer")
			.withMessageContaining("[orders]");
	}

}
