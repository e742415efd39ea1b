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

package io.zmqspring.test.pools;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.test.RecordedMessage;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Pools that only send work or only receive results, workers without results, and results
 * of no work.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.controllers.hub.workers.sensors.pull.address=tcp://*:7001",
		"zmq.controllers.hub.workers.printers.push.address=tcp://*:7002",
		"zmq.controllers.hub.workers.both.push.address=tcp://*:7003",
		"zmq.controllers.hub.workers.both.pull.address=tcp://*:7004", "zmq.workers.sink.pull.address=tcp://hub:7005" })
class OneWayPoolTests {

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqController hub;

	@Autowired
	private Handlers handlers;

	@Test
	void poolWithoutPushReceivesResults() {
		this.peers.workerFor("hub", "sensors").send("21 degrees");
		await().untilAsserted(() -> assertThat(this.handlers.results).containsExactly("21 degrees"));
	}

	@Test
	void poolWithoutPullSendsWork() {
		this.hub.send("printers", "page 1");
		assertThat(this.peers.workerFor("hub", "printers").received().await(1)).singleElement()
			.extracting(RecordedMessage::text)
			.isEqualTo("page 1");
		assertThatExceptionOfType(ZmqException.class)
			.isThrownBy(() -> this.peers.workerFor("hub", "printers").send("printed"));
	}

	@Test
	void workerSendsAResultOfNoWork() {
		this.peers.workerFor("hub", "both").send("ready");
		await().untilAsserted(() -> assertThat(this.handlers.others).containsExactly("ready"));
	}

	@Test
	void workerWithoutPushTakesWork() {
		this.peers.controllerFor("sink").send("item");
		await().untilAsserted(() -> assertThat(this.handlers.work).containsExactly("item"));
		assertThat(this.peers.history().messages()).extracting(RecordedMessage::source)
			.containsExactly("test controller of 'sink'");
	}

	@SpringBootConfiguration
	static class Application {

		@Bean
		Handlers handlers() {
			return new Handlers();
		}

	}

	static class Handlers {

		private final List<String> results = new CopyOnWriteArrayList<>();

		private final List<String> others = new CopyOnWriteArrayList<>();

		private final List<String> work = new CopyOnWriteArrayList<>();

		@ZmqResultListener(worker = "sensors")
		void onResult(String result) {
			this.results.add(result);
		}

		@ZmqResultListener(worker = "both")
		void onOther(String result) {
			this.others.add(result);
		}

		@ZmqWorkHandler("sink")
		void onWork(String item) {
			this.work.add(item);
		}

	}

}
