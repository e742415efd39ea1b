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

package io.zmqspring.sample.live;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.sample.SampleApplication;
import io.zmqspring.sample.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The stream of snapshots, with clients that connect and disconnect.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveStreamTests {

	private static final ThreadGroup GROUP = new ThreadGroup("application of LiveStreamTests");

	private static ConfigurableApplicationContext context;

	private static LiveStream stream;

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeAll
	static void start() throws InterruptedException {
		Thread starter = new Thread(GROUP, () -> context = SpringApplication.run(SampleApplication.class,
				"--server.port=0", "--sample.live.interval=50ms"));
		starter.start();
		starter.join();
		stream = context.getBean(LiveStream.class);
	}

	@AfterAll
	static void close() {
		context.close();
	}

	@BeforeEach
	void awaitNoClients() {
		await().until(() -> stream.clients() == 0);
	}

	@Test
	void allClientsGetTheSameSnapshots() throws Exception {
		try (Stream<String> one = open().body(); Stream<String> other = open().body()) {
			List<String> snapshots = snapshots(one);
			assertThat(snapshots)
				.allMatch((snapshot) -> snapshot.contains("\"name\":\"camera\",\"state\":\"RUNNING\""));
			assertThat(snapshots(other)).containsAnyElementsOf(snapshots);
		}
	}

	private static List<String> snapshots(Stream<String> lines) {
		return lines.filter((line) -> line.startsWith("data:")).limit(40).toList();
	}

	@Test
	void disconnectedClientsAreRemoved() throws Exception {
		try (Socket socket = request()) {
			assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 ");
			await().until(() -> stream.clients() == 1);
		}
		await().until(() -> stream.clients() == 0);
	}

	@Test
	void stoppingEndsStreamsAndThreadsAndRefusesNewStreams() throws Exception {
		try (Stream<String> open = open().body()) {
			await().until(() -> stream.clients() == 1 && !threads().isEmpty());
			stream.stop();
			assertThat(open.count()).isPositive();
		}
		await().until(() -> stream.clients() == 0);
		assertThat(threads()).isEmpty();
		assertThat(open().statusCode()).isEqualTo(503);
		stream.start();
		try (Stream<String> open = open().body()) {
			assertThat(open.findFirst()).isPresent();
		}
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void openStreamsDoNotDelayTheShutdown() throws Exception {
		try (Stream<String> open = open().body()) {
			await().until(() -> stream.clients() == 1);
			Stopwatch stopwatch = Stopwatch.start();
			context.close();
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(8));
			assertThat(open.count()).isPositive();
		}
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getThreadGroup() == GROUP && thread.getName().startsWith("live-"))
			.collect(Collectors.toSet());
	}

	private HttpResponse<Stream<String>> open() throws Exception {
		return this.client.send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/live/stream")).build(),
				BodyHandlers.ofLines());
	}

	private Socket request() throws Exception {
		Socket socket = new Socket("localhost", port());
		socket.getOutputStream()
			.write("GET /live/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static String firstLine(Socket socket) throws Exception {
		InputStream in = socket.getInputStream();
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\r' && next != -1; next = in.read()) {
			line.append((char) next);
		}
		return line.toString();
	}

	private int port() {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
