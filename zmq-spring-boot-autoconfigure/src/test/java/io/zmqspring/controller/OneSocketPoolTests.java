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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pools that only send work, and pools that only receive results.
 */
class OneSocketPoolTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final String NO_PULL = "workers.a.pull.address=";

	private static final String NO_PUSH = "workers.a.push.address=";

	private final WorkRoles roles = new WorkRoles();

	@AfterEach
	void close() {
		this.roles.close();
	}

	@Test
	void poolWithoutPullSendsWorkToWorkersWithoutPush() {
		List<String> handled = new CopyOnWriteArrayList<>();
		ZmqController controller = this.roles.controller(NO_PULL, "workers.a.message-types=tea");
		WorkRoles.start(controller, this.roles.worker((work) -> {
			handled.add(work);
			return null;
		}, "push.address=", "concurrency=1"));
		controller.send("a", "1");
		controller.dispatch(new Work("tea", 2));
		assertThat(controller.sendToAllWorkers("3")).containsOnlyKeys("a");
		WorkRoles.await()
			.untilAsserted(() -> assertThat(handled).containsExactly("1", "{\"type\":\"tea\",\"id\":2}", "3"));
		assertThat(controller.sends()).isTrue();
		assertThat(controller.receives()).isFalse();
		assertThat(controller.boundAddresses()).isEqualTo(Map.of("a.push", List.of(this.roles.workAddress())));
		assertThat(controller.addresses()).containsExactly(this.roles.workAddress());
		assertThat(controller.faults()).isEmpty();
	}

	@Test
	void whatNeedsResultsIsRefusedWithoutPull() {
		ZmqController controller = this.roles.controller(NO_PULL);
		controller.start();
		String advice = "zmq.controllers.main.workers.a.pull.address";
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> controller.request("a", Map.of("id", 1), String.class))
			.withMessageContaining("Pool 'a' of controller 'main' has no pull")
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(advice, "or use send(…)"));
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> controller.addResultHandler("a", String.class, (pool, result) -> {
			}))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(advice));
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> controller.addResultHandler((pool, result) -> {
			}))
			.withMessageContaining("No pool of controller 'main' has a pull, so no results arrive");
	}

	@Test
	void poolWithoutPushReceivesResults() {
		List<Result> results = new CopyOnWriteArrayList<>();
		ZmqController controller = this.roles.controller(NO_PUSH);
		controller.addResultHandler("a", Result.class, (pool, result) -> results.add(result));
		controller.start();
		try (PythonPeer sensor = PythonPeer.push(this.roles.resultAddress())) {
			sensor.writeLine("{'value': 1}");
			sensor.writeLine("{'value': 2}");
			WorkRoles.await().atMost(LONG).until(() -> results.size() == 2);
			assertThat(controller.awaitWorkers("a", 1, LONG)).isTrue();
		}
		assertThat(results).containsExactly(new Result(1), new Result(2));
		assertThat(controller.sends()).isFalse();
		assertThat(controller.receives()).isTrue();
		assertThat(controller.boundAddresses()).isEqualTo(Map.of("a.pull", List.of(this.roles.resultAddress())));
		controller.stop();
		controller.start();
		assertThat(controller.isRunning()).isTrue();
	}

	@Test
	void whatSendsWorkIsRefusedWithoutPush() {
		ZmqController controller = this.roles.controller(NO_PUSH);
		controller.start();
		String advice = "zmq.controllers.main.workers.a.push.address";
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> controller.send("a", "1"))
			.withMessageContaining("Pool 'a' of controller 'main' has no push")
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(advice));
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> controller.request("a", Map.of("id", 1), String.class))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(advice));
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> controller.sendToAllWorkers("1"))
			.withMessageContaining("none sends work");
	}

	@Test
	@SuppressWarnings("try")
	void onePoolSendsAndAnotherReceives() {
		List<String> results = new CopyOnWriteArrayList<>();
		ZmqController controller = this.roles.controller(NO_PULL,
				"workers.results.pull.address=" + this.roles.resultAddress());
		controller.addResultHandler("results", String.class, (pool, result) -> results.add(result));
		controller.start();
		try (PythonPeer worker = PythonPeer.worker(this.roles.workAddress(), this.roles.resultAddress())) {
			assertThat(controller.awaitWorkers("a", 1, LONG)).isTrue();
			controller.send("a", Map.of("id", 7, "number", 3));
			WorkRoles.await().atMost(LONG).until(() -> results.size() == 1);
		}
		assertThat(results.get(0)).startsWith("{\"work_id\": 7, \"square\": 9,");
		assertThat(controller.sendToAllWorkers("{}")).containsOnlyKeys("a");
	}

	@Test
	void pythonPullReceivesTheWorkOfAPoolWithoutPull() {
		ZmqController controller = this.roles.controller(NO_PULL, "send-timeout=30s");
		controller.start();
		try (PythonPeer sink = PythonPeer.pull(this.roles.workAddress())) {
			controller.send("a", Map.of("id", 1));
			PythonPeer.Received received = sink.received();
			assertThat(received.message()).isEqualTo("{'id': 1}");
			assertThat(received.frames()).hasSize(1);
		}
	}

	record Work(String type, int id) {

	}

	record Result(int value) {

	}

}
