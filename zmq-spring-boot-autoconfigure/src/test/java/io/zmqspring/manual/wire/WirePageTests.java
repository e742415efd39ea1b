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

package io.zmqspring.manual.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes that {@code docs/wire.md} shows are those that the roles send.
 */
class WirePageTests {

	private static final Path SHOWN = Path.of("src/test/resources/manual/wire.txt");

	private static final String[] PUBLISHERS = { "multipart", "single-frame", "raw", "headers-multipart",
			"headers-single-frame", "sequence-multipart", "sequence-single-frame", "camera" };

	private static TestApplication application;

	@BeforeAll
	static void start() {
		List<String> settings = new ArrayList<>(List.of("spring.application.name=camera",
				"zmq.publishers.single-frame.wire-format=single-frame", "zmq.publishers.raw.wire-format=raw",
				"zmq.publishers.headers-multipart.headers=true", "zmq.publishers.headers-single-frame.headers=true",
				"zmq.publishers.headers-single-frame.wire-format=single-frame",
				"zmq.publishers.sequence-multipart.sequence=true", "zmq.publishers.sequence-single-frame.sequence=true",
				"zmq.publishers.sequence-single-frame.wire-format=single-frame",
				"zmq.publishers.camera.heartbeat.enabled=true", "zmq.publishers.camera.heartbeat.interval=50ms",
				"zmq.workers.silent.delivery=at-least-once"));
		Stream.of(PUBLISHERS).map((name) -> "publishers." + name).forEach((entry) -> bind(entry, settings));
		Stream
			.of("controllers.kitchen.workers.tea.push", "controllers.kitchen.workers.tea.pull", "workers.tea.pull",
					"workers.tea.push", "workers.silent.pull", "workers.silent.push")
			.forEach((entry) -> bind(entry, settings));
		application = TestApplication.start(Brewing.class, settings.toArray(String[]::new));
	}

	private static void bind(String entry, List<String> settings) {
		settings.add("zmq." + entry + ".address=tcp://127.0.0.1:0");
		settings.add("zmq." + entry + ".bind=true");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void publisherSendsTheBytesOfItsWireFormat() throws IOException {
		published("multipart", "multipart", new Order(1, "tea"), Map.of(), "order.placed");
		published("single-frame", "single-frame", new Order(1, "tea"), Map.of(), "order.placed ");
		published("raw", "raw", "order.placed;1;tea", Map.of(), "order.placed");
	}

	@Test
	void publisherWritesTheTypeIntoTheJsonOfASingleFrame() throws IOException {
		published("type", "single-frame", new Placed(1), Map.of(), "order.placed ");
	}

	@Test
	void publisherSendsHeaders() throws IOException {
		Map<String, String> headers = Map.of("tenant", "a");
		published("headers-multipart", "headers-multipart", new Order(1, "tea"), headers, "order.placed");
		published("headers-single-frame", "headers-single-frame", new Order(1, "tea"), headers, "order.placed ");
	}

	@Test
	void publisherSendsSequences() throws IOException {
		List<String> multipart = received("sequence-multipart", new Order(1, "tea"), Map.of(), "order.placed",
				WirePeer::receiveBytes);
		int first = multipart.size() - 3;
		String bytes = multipart.subList(first, multipart.size())
			.stream()
			.map((line) -> line.substring(0, 36).strip())
			.collect(Collectors.joining(" "));
		assertThat(bytes).matches("5a 53 51 31( [0-9a-f]{2}){8}( 00){7} 01( [0-9a-f]{2}){8}");
		List<String> shown = new ArrayList<>(multipart.subList(0, first));
		shown.add(String.format("%-38s%s", bytes.substring(0, 11), "ZSQ1"));
		shown.add(String.format("%-38s%s", "9f 3c 05 d1 7a e2 44 b8", "epoch"));
		shown.add(String.format("%-38s%s", bytes.substring(36, 59), "number"));
		shown.add(String.format("%-38s%s", "18 fa e2 76 9b 0f cd 15", "time"));
		assertShown("sequence-multipart", shown);
		String single = received("sequence-single-frame", new Order(1, "tea"), Map.of(), "order.placed ",
				WirePeer::receiveText)
			.get(0);
		assertShown("sequence-single-frame", List
			.of(single.replaceFirst("\"[0-9a-f]{16}:1:[0-9]{19}\"", "\"9f3c05d17ae244b8:1:1800000000123456789\"")));
	}

	private static void published(String tag, String name, Object payload, Map<String, String> headers,
			String subscription) throws IOException {
		assertShown(tag, received(name, payload, headers, subscription, WirePeer::receiveBytes));
	}

	private static List<String> received(String name, Object payload, Map<String, String> headers, String subscription,
			Reading reading) throws IOException {
		ZmqPublisher publisher = application.beans(ZmqPublisher.class)
			.values()
			.stream()
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow();
		try (WirePeer subscriber = WirePeer.connecting(port("publisher." + name), "SUB")) {
			subscriber.send("\1" + subscription);
			assertThat(publisher.awaitSubscriber("order.placed", Duration.ofSeconds(30))).isTrue();
			publisher.publish(payload, "order.placed", headers);
			return reading.of(subscriber);
		}
		finally {
			EventsApplication.await().until(() -> !publisher.hasSubscriber("order.placed"));
		}
	}

	@Test
	void subscriberSendsItsTopics() throws IOException {
		List<String> shown = new ArrayList<>();
		for (WireFormat format : WireFormat.values()) {
			subscriptions(format, "order.placed,camera.*", 2).forEach(
					(frame) -> shown.add(String.format("%-14s%s", format.value(), frame.replaceFirst(" $", " 20"))));
		}
		assertShown("subscriptions", shown);
		assertThat(subscriptions(WireFormat.MULTIPART, "*", 1)).containsExactly("01 ");
	}

	private static List<String> subscriptions(WireFormat format, String topics, int count) throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				TestApplication subscriber = TestApplication.start(NoBeans.class,
						"zmq.subscribers.in.address=tcp://127.0.0.1:" + server.getLocalPort(),
						"zmq.subscribers.in.topics=" + topics, "zmq.subscribers.in.wire-format=" + format.value());
				WirePeer publisher = WirePeer.accepting(server, "PUB")) {
			assertThat(subscriber.context().isRunning()).isTrue();
			List<String> frames = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				frames.add(publisher.receiveText().get(0).replace("\1", "01 "));
			}
			return frames.stream().sorted(Comparator.reverseOrder()).toList();
		}
	}

	@Test
	void publisherSendsHeartbeats() throws IOException {
		try (WirePeer subscriber = WirePeer.connecting(port("publisher.camera"), "SUB")) {
			subscriber.send("\1heartbeat");
			assertShown("heartbeat", numbered(subscriber.receiveText()).stream()
				.map((line) -> line.replaceFirst("timestamp\":\\d{10}\\.\\d{6}", "timestamp\":1752888000.123456")
					.replaceFirst("sequence\":\\d+", "sequence\":7"))
				.toList());
		}
	}

	@Test
	void controllerSendsWork() throws IOException {
		try (WirePeer worker = WirePeer.connecting(port("controller.kitchen.tea.push"), "PULL")) {
			ZmqController controller = application.bean(ZmqController.class);
			controller.send("tea", new Tea(7, 2));
			assertShown("work", worker.receiveText());
			controller.request("tea", Map.of("cups", 2), String.class);
			String work = worker.receiveText().get(0);
			assertThat(work).matches("\\{\"id\":\"\\d+-[0-9a-f]{32}\",\"cups\":2}");
			assertShown("work-id",
					List.of(work.replaceFirst("\"\\d+-[0-9a-f]{32}", "\"1-5f0c9d1be2a34786a9d01c3be57f2846")));
		}
	}

	@Test
	void workerSendsResults() throws IOException {
		try (WirePeer work = WirePeer.connecting(port("worker.tea.pull"), "PUSH");
				WirePeer results = WirePeer.connecting(port("worker.tea.push"), "PULL")) {
			work.send("{\"id\":7,\"cups\":2}");
			assertShown("progress", results.receiveText());
			assertShown("result", results.receiveText());
			work.send("{\"id\":8,\"cups\":0}");
			assertShown("error", results.receiveText());
		}
	}

	@Test
	void workerAnswersAnItemWithoutAResult() throws IOException {
		try (WirePeer work = WirePeer.connecting(port("worker.silent.pull"), "PUSH");
				WirePeer results = WirePeer.connecting(port("worker.silent.push"), "PULL")) {
			work.send("{\"id\":7,\"cups\":2}");
			assertShown("no-result", results.receiveText());
		}
	}

	private static List<String> numbered(List<String> frames) {
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < frames.size(); i++) {
			lines.add("frame " + (i + 1) + ": " + frames.get(i));
		}
		return lines;
	}

	private static int port(String of) {
		return application.context().getEnvironment().getRequiredProperty("local.zmq." + of + ".port", Integer.class);
	}

	private static void assertShown(String tag, List<String> actual) throws IOException {
		List<String> shown = Files.readAllLines(SHOWN)
			.stream()
			.dropWhile((line) -> !line.equals("# tag::" + tag + "[]"))
			.skip(1)
			.takeWhile((line) -> !line.equals("# end::" + tag + "[]"))
			.toList();
		assertThat(String.join("\n", actual)).as("The part '%s' of %s", tag, SHOWN).isEqualTo(String.join("\n", shown));
	}

	@FunctionalInterface
	private interface Reading {

		List<String> of(WirePeer subscriber) throws IOException;

	}

	record Order(int id, String what) {

	}

	@ZmqMessageType("order.placed")
	record Placed(int id) {

	}

	record Tea(int id, int cups) {

	}

	static class Brewing {

		private final ZmqWorker worker;

		Brewing(ZmqWorker teaWorker) {
			this.worker = teaWorker;
		}

		@ZmqWorkHandler("tea")
		Map<String, String> brew(Tea tea) {
			if (tea.cups() == 0) {
				throw new IllegalStateException("no water");
			}
			this.worker.send(Map.of("percent", 50));
			return Map.of("text", tea.cups() + " cups of tea");
		}

		@ZmqWorkHandler("silent")
		void brewInSilence(Tea tea) {
		}

	}

}
