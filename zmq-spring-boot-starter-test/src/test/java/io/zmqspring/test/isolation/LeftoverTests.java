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

package io.zmqspring.test.isolation;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.zmqspring.ZmqOperations;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.ZmqRoleAssert;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test method leaves behind does not reach the next one.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.subscribers.in.address=tcp://localhost:7001",
		"zmq.publishers.out.address=tcp://*:7002", "zmq.workers.calc.pull.address=tcp://localhost:7003",
		"zmq.workers.calc.push.address=tcp://localhost:7004", "zmq.controllers.control.send-timeout=100ms",
		"zmq.controllers.control.workers.pool.push.address=tcp://*:7005",
		"zmq.controllers.control.workers.pool.pull.address=tcp://*:7006" })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeftoverTests {

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqSubscriber in;

	@Autowired
	private ZmqPublisher out;

	@Autowired
	private ZmqWorker calc;

	@Autowired
	private ZmqController control;

	@Autowired
	private ZmqListenerRegistry listeners;

	@Test
	@Order(1)
	void stoppedRoles() {
		this.out.stop();
		this.in.stop();
		this.calc.stop();
		this.control.stop();
	}

	@Test
	@Order(2)
	void pausedSubscriberWithWaitingMessages() {
		nothingIsLeft();
		this.in.pause();
		this.peers.publisherFor("in").publish("text", "late");
	}

	@Test
	@Order(3)
	void stoppedListener() {
		nothingIsLeft();
		this.listeners.get("in").stop();
	}

	@Test
	@Order(4)
	void faultsThatNothingHasMet() {
		nothingIsLeft();
		this.peers.faults().failNextPublish("out", new IllegalStateException("left"));
		this.peers.faults().dropNext("out", 5);
		this.peers.faults().dropNext("in", 5);
		this.peers.faults().delay("out", Duration.ofSeconds(1));
		this.peers.workerFor("control", "pool").answer((work) -> "left");
	}

	@Test
	@Order(5)
	void delayedMessages() {
		nothingIsLeft();
		this.peers.faults().delay("in", Duration.ofMillis(50));
		this.peers.publisherFor("in").publish("text", "late");
	}

	@RepeatedTest(5)
	@Order(6)
	void messagesThatNobodyAwaits() {
		nothingIsLeft();
		this.peers.publisherFor("in").publish("text", "late");
		this.peers.controllerFor("calc").send("late");
		this.control.send("pool", "{\"n\":1}");
	}

	@Test
	@Order(7)
	void disconnectedPeers() {
		nothingIsLeft();
		this.peers.faults().disconnect("in");
		this.peers.faults().disconnect("out");
		this.peers.faults().disconnect("calc");
		this.peers.faults().disconnect("control");
	}

	@Test
	@Order(8)
	void endOfFaultsIsTheEndOfThoseOfSubscribersToo() {
		this.peers.faults().dropNext("in", 5);
		this.peers.faults().delay("in", Duration.ofSeconds(60));
		this.peers.faults().clear();
		nothingIsLeft();
	}

	private void nothingIsLeft() {
		for (ZmqRole role : List.of(this.out, this.in, this.calc, this.control)) {
			assertThat(role.isRunning()).as(role.toString()).isTrue();
			ZmqRoleAssert.assertThat(role).isRunning();
		}
		assertThat(this.peers.history().messages()).isEmpty();
		this.peers.publisherFor("in").publish("text", "a");
		assertThat(this.peers.subscriberOf("out").await(1)).hasSize(1);
		assertThat(this.peers.subscriberOf("out").messages()).singleElement()
			.satisfies((message) -> assertThat(message.text()).isEqualTo("a"));
		this.peers.controllerFor("calc").send("b");
		assertThat(this.peers.controllerFor("calc").results().await(1)).hasSize(1);
		this.control.send("pool", "{\"n\":1}");
		assertThat(this.peers.workerFor("control", "pool").received().await(1)).hasSize(1);
		assertThat(this.peers.history().messages()).hasSize(5);
	}

	@SpringBootApplication
	static class Application {

		@Bean
		Handlers handlers(ZmqOperations zmq) {
			return new Handlers(zmq);
		}

	}

	record Handlers(ZmqOperations zmq) {

		@ZmqListener(topics = "text", id = "in")
		void on(String text) {
			this.zmq.publish(text, "out");
		}

		@ZmqWorkHandler("calc")
		String calculate(String work) {
			return work;
		}

	}

}
