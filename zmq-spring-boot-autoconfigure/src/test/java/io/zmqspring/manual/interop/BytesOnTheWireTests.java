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

package io.zmqspring.manual.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes that the page "Interoperation" shows are those of the connections.
 */
class BytesOnTheWireTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String POOL = "tcp://127.0.0.1:" + FreePort.find();

	private static final String WORK = "tcp://127.0.0.1:" + FreePort.find();

	private static final String RESULTS = "tcp://127.0.0.1:" + FreePort.find();

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.start(Kitchen.class, "zmq.publishers.multipart.address=tcp://127.0.0.1:0",
				"zmq.publishers.single-frame.address=tcp://127.0.0.1:0",
				"zmq.publishers.single-frame.wire-format=single-frame", "zmq.publishers.raw.address=tcp://127.0.0.1:0",
				"zmq.publishers.raw.wire-format=raw", "zmq.publishers.headers.address=tcp://127.0.0.1:0",
				"zmq.publishers.headers.headers=true", "zmq.controllers.kitchen.workers.tea.push.address=" + POOL,
				"zmq.workers.tea.pull.bind=true", "zmq.workers.tea.pull.address=" + WORK,
				"zmq.workers.tea.push.bind=true", "zmq.workers.tea.push.address=" + RESULTS);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void multipart() throws IOException {
		assertMessage("multipart", new Order(1, "tea"), Map.of());
	}

	@Test
	void singleFrame() throws IOException {
		assertMessage("single-frame", new Order(1, "tea"), Map.of());
	}

	@Test
	void raw() throws IOException {
		assertMessage("raw", "order.placed:{\"id\":1,\"what\":\"tea\"}", Map.of());
	}

	@Test
	void headers() throws IOException {
		assertMessage("headers", new Order(1, "tea"), Map.of("table", "4"));
	}

	@Test
	void work() throws IOException {
		ZmqController controller = application.bean(ZmqController.class);
		try (ByteReader reader = new ByteReader(POOL, "PULL")) {
			assertThat(controller.awaitWorkers("tea", 1, TIMEOUT)).isTrue();
			controller.send("tea", new Tea("tea", 1, 2));
			assertThat(reader.message()).isEqualTo(bytes("work"));
		}
	}

	@Test
	void resultAndError() throws IOException {
		try (ByteReader work = new ByteReader(WORK, "PUSH"); ByteReader results = new ByteReader(RESULTS, "PULL")) {
			work.send("{\"id\":1,\"cups\":2}");
			assertThat(results.message()).isEqualTo(bytes("result"));
			work.send("{\"id\":2,\"cups\":0}");
			assertThat(results.message()).isEqualTo(bytes("error"));
		}
	}

	private static void assertMessage(String name, Object payload, Map<String, String> headers) throws IOException {
		ZmqPublisher publisher = application.beans(ZmqPublisher.class)
			.values()
			.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow();
		try (ByteReader reader = new ByteReader(publisher.boundAddresses().get(0), "SUB")) {
			reader.send("\1order.placed");
			assertThat(publisher.awaitSubscriber("order.placed", TIMEOUT)).isTrue();
			publisher.publish(payload, "order.placed", headers);
			assertThat(reader.message()).isEqualTo(bytes(name));
		}
	}

	private static List<String> bytes(String part) throws IOException {
		return Files.readAllLines(Program.resource("bytes.txt"))
			.stream()
			.dropWhile((line) -> !line.equals("tag::" + part + "[]"))
			.skip(1)
			.takeWhile((line) -> !line.equals("end::" + part + "[]"))
			.toList();
	}

	record Order(int id, String what) {
	}

	record Tea(String type, int id, int cups) {
	}

	static class Kitchen {

		@ZmqWorkHandler("tea")
		Map<String, String> brew(Tea tea) {
			if (tea.cups() == 0) {
				throw new IllegalStateException("no cups");
			}
			return Map.of("text", tea.cups() + " cups of tea");
		}

	}

}
