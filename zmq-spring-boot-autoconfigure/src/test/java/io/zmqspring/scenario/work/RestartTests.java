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

package io.zmqspring.scenario.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Controller and worker in separate contexts, started, stopped and replaced in any order.
 * Work flows again without intervention.
 */
@ParameterizedClass
@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL", "IPC, CURVE" })
class RestartTests {

	private final TestSecurity security;

	private final WorkRoles controllers;

	private final WorkRoles workers;

	private final List<String> results = new CopyOnWriteArrayList<>();

	RestartTests(TestTransport transport, TestSecurity security) {
		this.security = security;
		this.controllers = new WorkRoles(transport, security);
		this.workers = new WorkRoles(transport, security);
	}

	@AfterEach
	void close() {
		this.workers.close();
		this.controllers.close();
	}

	private ZmqController controller(String... settings) {
		ZmqController controller = this.controllers.controller(settings);
		controller.addResultHandler((pool, result) -> this.results.add(new String(result)));
		return controller;
	}

	private ZmqWorker worker() {
		ZmqWorker worker = this.workers.worker("pull.address=" + this.controllers.workAddress(),
				"push.address=" + this.controllers.resultAddress(), "pull.socket.reconnect-interval-max=200ms",
				"push.socket.reconnect-interval-max=200ms");
		worker.setWorkHandler(String.class, (work) -> work);
		return worker;
	}

	private void assertFlows(ZmqController controller, String work) {
		assertThat(controller.awaitWorkers("a", 1, Duration.ofSeconds(30))).isTrue();
		controller.send("a", work);
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).contains(work));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void eitherMayStartFirst(boolean controllerFirst) {
		ZmqController controller = controller();
		ZmqWorker worker = worker();
		if (controllerFirst) {
			controller.start();
			worker.start();
		}
		else {
			worker.start();
			controller.start();
		}
		assertFlows(controller, "work");
	}

	@Test
	void eitherMayStopAndStartAgain() {
		ZmqController controller = controller();
		ZmqWorker worker = worker();
		worker.start();
		controller.start();
		assertFlows(controller, "first");
		controller.stop();
		controller.start();
		assertFlows(controller, "second");
		worker.stop();
		WorkRoles.awaitNoWorkers(controller, "a");
		worker.start();
		assertFlows(controller, "third");
		controller.stop();
		worker.stop();
		worker.start();
		controller.start();
		assertFlows(controller, "fourth");
		assertThat(this.results).containsExactly("first", "second", "third", "fourth");
	}

	@Test
	void eitherMayBeReplaced() {
		ZmqController controller = controller();
		ZmqWorker worker = worker();
		WorkRoles.start(controller, worker);
		assertFlows(controller, "first");
		controller.destroy();
		ZmqController next = controller();
		next.start();
		assertFlows(next, "second");
		worker.destroy();
		WorkRoles.awaitNoWorkers(next, "a");
		worker().start();
		assertFlows(next, "third");
	}

	@Test
	void resultIsSentWhenAControllerConnectsLater() {
		ZmqWorker worker = this.workers.worker("pull.bind=true", "push.address=" + this.controllers.resultAddress());
		worker.setWorkHandler(String.class, (work) -> work);
		worker.start();
		try (RawPeer push = RawPeer.connecting(SocketType.PUSH, this.workers.workAddress(), this.security)) {
			push.send("work");
			WorkRoles.await().until(() -> worker.stats().sent() == 1);
		}
		controller().start();
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("work"));
	}

}
