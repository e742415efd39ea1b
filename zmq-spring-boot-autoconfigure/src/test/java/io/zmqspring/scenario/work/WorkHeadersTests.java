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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.role.ObservedMessage;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Headers of work and results: one more frame, if headers are enabled on both sides.
 */
class WorkHeadersTests {

	private static final String WITH_HEADERS = "headers=true";

	/** An observer that adds a header to sent messages. */
	private static Observation marking(ObservedMessage message) {
		if (message.operation().isSending()) {
			message.headers().put("mark", message.operation().toString());
		}
		return Observation.NOOP;
	}

	@Test
	void workCarriesTheHeadersOfItsObservation() {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqController controller = roles.controller(WITH_HEADERS);
			controller.observeWith(WorkHeadersTests::marking);
			controller.start();
			try (RawPeer worker = RawPeer.connecting(SocketType.PULL, roles.workAddress())) {
				WorkRoles.awaitWorker(controller);
				controller.send("a", "work");
				assertThat(worker.receive()).isEqualTo("work");
				assertThat(worker.receive()).isEqualTo("{\"mark\":\"SEND_WORK\"}");
			}
		}
	}

	@Test
	void workIsOneFrameUnlessHeadersAreEnabled() {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqController controller = roles.controller();
			controller.observeWith(WorkHeadersTests::marking);
			controller.start();
			try (RawPeer worker = RawPeer.connecting(SocketType.PULL, roles.workAddress())) {
				WorkRoles.awaitWorker(controller);
				controller.send("a", "first");
				controller.send("a", "second");
				assertThat(worker.receive()).isEqualTo("first");
				assertThat(worker.receive()).isEqualTo("second");
			}
		}
	}

	@Test
	void handlersReceiveTheHeaders() {
		List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
		try (WorkRoles roles = new WorkRoles()) {
			ZmqController controller = roles.controller(WITH_HEADERS);
			controller.observeWith(WorkHeadersTests::marking);
			controller.addResultHandler("a",
					new HandlerSpec("results", List.of(), 1, (HandlerInvocation.Single) (pool, result, headers) -> {
						seen.add(headers);
						return null;
					}));
			ZmqWorker worker = roles.worker(WITH_HEADERS);
			worker.observeWith(WorkHeadersTests::marking);
			worker.setWorkInvocation((work, headers) -> {
				seen.add(headers);
				return "done";
			});
			WorkRoles.start(controller, worker);
			controller.send("a", "work");
			WorkRoles.await()
				.untilAsserted(() -> assertThat(seen).containsExactly(Map.of("mark", "SEND_WORK"),
						Map.of("mark", "SEND_RESULT")));
		}
	}

	@Test
	void workerRejectsHeadersUnlessTheyAreEnabled() {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqController controller = roles.controller(WITH_HEADERS);
			controller.observeWith(WorkHeadersTests::marking);
			ZmqWorker worker = roles.worker((work) -> null);
			WorkRoles.start(controller, worker);
			controller.send("a", "work");
			WorkRoles.await().untilAsserted(() -> assertThat(worker.stats().rejected("wrong-frames")).isEqualTo(1));
			WorkRoles.await()
				.untilAsserted(() -> assertThat(roles.errors()).singleElement().asString().contains("headers: true"));
		}
	}

	@Test
	void malformedHeadersRejectTheirItemOnly() {
		List<String> seen = new CopyOnWriteArrayList<>();
		try (WorkRoles roles = new WorkRoles()) {
			ZmqWorker worker = roles.worker((work) -> {
				seen.add(work);
				return null;
			}, WITH_HEADERS);
			worker.start();
			try (RawPeer controller = RawPeer.binding(SocketType.PUSH, roles.workAddress())) {
				controller.send(bytes("1"), bytes("no headers"));
				controller.send(bytes("2"), bytes("{}"), bytes("a frame too many"));
				controller.send(bytes("3"), bytes("{\"a\":\"b\"}"));
				controller.send("4");
				WorkRoles.await().untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("3", "4"));
			}
			assertThat(worker.stats().rejected("undecodable")).isEqualTo(1);
			assertThat(worker.stats().rejected("wrong-frames")).isEqualTo(1);
		}
	}

	@Test
	void redeliveredItemHasItsHeaders() {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqController controller = roles.controller(WITH_HEADERS, "workers.a.delivery=at-least-once",
					"workers.a.redelivery-timeout=100ms");
			controller.observeWith(WorkHeadersTests::marking);
			controller.start();
			try (RawPeer worker = RawPeer.connecting(SocketType.PULL, roles.workAddress())) {
				controller.send("a", "{\"id\":1}");
				for (int attempt = 1; attempt <= 2; attempt++) {
					assertThat(worker.receive()).isEqualTo("{\"id\":1}");
					assertThat(worker.receive()).isEqualTo("{\"mark\":\"SEND_WORK\"}");
				}
			}
		}
	}

	@Test
	void repeatedResultHasItsHeaders() {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqWorker worker = roles.worker((work) -> Map.of("x", 1), WITH_HEADERS, "delivery=at-least-once");
			worker.observeWith(WorkHeadersTests::marking);
			worker.start();
			try (RawPeer sends = RawPeer.binding(SocketType.PUSH, roles.workAddress());
					RawPeer receives = RawPeer.binding(SocketType.PULL, roles.resultAddress())) {
				for (int attempt = 1; attempt <= 2; attempt++) {
					sends.send("{\"id\":1}");
					assertThat(receives.receive()).isEqualTo("{\"work_id\":1,\"x\":1}");
					assertThat(receives.receive()).isEqualTo("{\"mark\":\"SEND_RESULT\"}");
				}
			}
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
