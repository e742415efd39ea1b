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

package io.zmqspring.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.handler.annotation.Header;
import org.zeromq.SocketType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.RawPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Text that peers send to every place where the starter reads some, and all places where
 * it is then shown.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForgedTextTests {

	private static final String MARKS = "\u2028FORGED\u2029FORGED\u202eFORGED\u2066";

	private static final String ESCAPED_MARKS = "\\u2028FORGED\\u2029FORGED\\u202EFORGED\\u2066";

	private static final String FORGED = "\nFORGED\r\u0085\u001b[31m" + MARKS;

	private static final String SECRET = "hunter2hunter2";

	private static final String JSON = JsonMapper.shared().writeValueAsString(FORGED);

	private static final int WORK = FreePort.find();

	private static final int RESULTS = FreePort.find();

	private static final RawPublisher PEER = new RawPublisher();

	private static WebApplication application;

	private static RawPeer work;

	private static RawPeer results;

	@BeforeAll
	static void start() {
		application = WebApplication.start(Beans.class, "zmq.subscribers.in.address=" + PEER.address(),
				"zmq.subscribers.in.topics=*", "zmq.subscribers.in.headers=true",
				"zmq.subscribers.in.expect-heartbeat-within=100ms", "zmq.subscribers.in.heartbeat-topic=alive",
				"zmq.controllers.main.workers.a.push.address=tcp://127.0.0.1:" + WORK,
				"zmq.controllers.main.workers.a.pull.address=tcp://127.0.0.1:" + RESULTS,
				"zmq.controllers.main.workers.a.delivery=at-least-once",
				"zmq.controllers.main.workers.a.redelivery-timeout=50ms",
				"zmq.controllers.main.workers.a.max-attempts=1",
				"management.endpoints.web.exposure.include=health,zmq,metrics");
		PEER.awaitSubscription();
		work = RawPeer.connecting(SocketType.PULL, "tcp://127.0.0.1:" + WORK);
		results = RawPeer.connecting(SocketType.PUSH, "tcp://127.0.0.1:" + RESULTS);
	}

	@AfterAll
	static void stop() {
		application.close();
		work.close();
		results.close();
		PEER.close();
	}

	private static ShownTexts shown() {
		return application.bean(ShownTexts.class);
	}

	private static ZmqSubscriber subscriber() {
		return application.bean(ZmqSubscriber.class);
	}

	@Test
	void noTextFromAPeerReachesTheLogHealthEndpointMetersOrEventsUnescaped(CapturedOutput output) {
		int before = shown().errors.size();
		PEER.send("topic" + FORGED, "1");
		PEER.send("nobody" + MARKS, "1");
		PEER.send("fail" + MARKS, FORGED);
		PEER.send("number", FORGED);
		PEER.send("number", "1", FORGED);
		PEER.send("number", "1", "{" + JSON + ":1}");
		PEER.send("counted", "1", "{\"count\":" + JSON + "}");
		PEER.send("alive", "{\"service\":\"ghost" + MARKS + "\"}");
		await().until(() -> shown().errors.size() == before + 7);
		await().until(() -> !subscriber().peers().isEmpty() && subscriber().peers().get(0).silent());
		results.send("{\"work_id\":" + JSON + ",\"r\":1}");
		results.send(FORGED);
		await().until(() -> shown().errors.size() == before + 9);
		application.bean(ZmqController.class).send("a", "{\"id\":" + JSON + "}");
		await().until(() -> shown().letters.size() == 1);
		assertThat(output.getAll().lines().filter((line) -> line.startsWith("FORGED"))).isEmpty();
		assertThat(output).contains("\\u000AFORGED\\u000D\\u0085\\u001B[31m\\u2028FORGED\\u2029FORGED\\u202E");
		List<String> texts = new ArrayList<>(shown().texts());
		subscriber().peers().forEach((peer) -> texts.add(peer.toString()));
		texts.addAll(output.getAll().lines().toList());
		for (String path : new String[] { "/zmq", "/health", "/metrics/zmq.messages.rejected" }) {
			addTexts(application.get(path).body(), texts);
		}
		application.bean(MeterRegistry.class)
			.getMeters()
			.forEach((meter) -> meter.getId().getTags().forEach((tag) -> texts.add(tag.toString())));
		assertThat(texts).hasSizeGreaterThan(100).noneMatch(ForgedTextTests::isForged);
	}

	private static void addTexts(JsonNode json, List<String> texts) {
		texts.addAll(json.propertyNames());
		if (json.isString()) {
			texts.add(json.asString());
		}
		json.forEach((child) -> addTexts(child, texts));
	}

	private static boolean isForged(String text) {
		return text.chars().anyMatch((character) -> "\n\r\u0085\u001b\u2028\u2029\u202e\u2066".indexOf(character) >= 0);
	}

	@Test
	void payloadsAreNotShown(CapturedOutput output) {
		int before = shown().errors.size();
		PEER.send("number", SECRET);
		PEER.send("number", "\"" + SECRET + "\"");
		PEER.send("order", "{\"lines\":[{\"price\":1},{\"price\":\"" + SECRET + "\"}]}");
		PEER.send("order", "{\"lines\":\"" + SECRET + "\"}");
		PEER.send("order", "{\"lines\":" + SECRET + "}");
		PEER.send("order", "{\"lines\":[{\"currency\":\"" + SECRET + "\"}]}");
		PEER.send("counted", "1", "{\"count\":\"" + SECRET + "\"}");
		PEER.send("counted", "1", SECRET);
		PEER.send("order", "{\"lines\":[{\"id\":\"" + SECRET + "\"}]}");
		PEER.send("even", "{\"value\":\"" + SECRET + "\"}");
		PEER.send("parse", SECRET);
		await().until(() -> shown().errors.size() == before + 11);
		List<String> texts = new ArrayList<>(shown().texts());
		addTexts(application.get("/zmq").body(), texts);
		addTexts(application.get("/health").body(), texts);
		assertThat(texts).noneMatch((text) -> text.contains(SECRET));
		assertThat(output).doesNotContain(SECRET)
			.contains("InvalidFormatException at $.lines[1].price, line 1, column 32, byte 31, expected int",
					"The header 'count' cannot be converted to " + Integer.class.getName());
	}

	@Test
	void messageOfAConstructorIsShownEscaped(CapturedOutput output) {
		int before = shown().errors.size();
		PEER.send("even", "{\"value\":\"1\"}");
		await().until(() -> shown().errors.size() == before + 1);
		assertThat(output).contains("IllegalArgumentException: must be even\\u000AFORGED");
	}

	@Test
	void payloadsAreLoggedEscapedAndShortenedAtDebug(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("io.zmqspring", LogLevel.DEBUG);
		try {
			int before = shown().errors.size();
			PEER.send("number", SECRET + FORGED);
			PEER.send("parse", SECRET + FORGED);
			PEER.send("order", SECRET + "x".repeat(100_000));
			await().until(() -> shown().errors.size() == before + 3);
		}
		finally {
			logging.setLogLevel("io.zmqspring", null);
		}
		List<String> lines = output.getAll().lines().toList();
		assertThat(lines).noneMatch(ForgedTextTests::isForged)
			.noneMatch((line) -> line.startsWith("FORGED"))
			.allMatch((line) -> line.length() < 5000);
		assertThat(lines.stream().filter((line) -> line.contains(SECRET))).hasSizeGreaterThanOrEqualTo(5)
			.anyMatch((line) -> line.endsWith(": " + SECRET + "\\u000AFORGED\\u000D\\u0085\\u001B[31m" + ESCAPED_MARKS))
			.anyMatch((line) -> line.contains("Jackson: "))
			.anyMatch((line) -> line.startsWith("Caused by: tools.jackson.") && line.contains(SECRET))
			.anyMatch((line) -> line.endsWith("characters)"));
	}

	record Order(List<Line> lines) {

	}

	record Line(int price, Currency currency, UUID id) {

	}

	record Even(String value) {

		Even {
			if (Integer.parseInt(value) % 2 != 0) {
				throw new IllegalArgumentException("must be even\nFORGED");
			}
		}

	}

	enum Currency {

		EUR

	}

	static class Beans {

		@ZmqListener(topics = "number", subscriber = "in")
		void number(int value) {
		}

		@ZmqListener(topics = "even", subscriber = "in")
		void even(Even value) {
		}

		@ZmqListener(topics = "order", subscriber = "in")
		void order(Order order) {
		}

		@ZmqListener(topics = "counted", subscriber = "in")
		void counted(String payload, @Header(name = "count", required = false) Integer count) {
		}

		@ZmqListener(topics = "fail*", subscriber = "in")
		void fail(String payload) {
			throw new IllegalStateException(payload, new IllegalArgumentException(payload));
		}

		@ZmqListener(topics = "parse", subscriber = "in")
		void parse(String payload) {
			try {
				JsonMapper.shared().readValue(payload, Order.class);
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Bean
		ShownTexts shown() {
			return new ShownTexts();
		}

	}

}
