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

package io.zmqspring.scenario.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.messaging.handler.annotation.Header;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.socket.crypto.KeyFile;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Work, results and errors over CURVE and PLAIN between a controller or workers of this
 * library and pyzmq, which has made the certificates and has an authenticator. Each of
 * the two is the server or the client, and binds or connects.
 */
@ParameterizedClass
@EnumSource
class SecurePythonWorkTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	static Path certificates;

	private final List<Link> links;

	SecurePythonWorkTests(TestTransport transport) {
		this.links = Stream.of("curve", "plain")
			.flatMap((mechanism) -> Stream.of(true, false)
				.flatMap((server) -> Stream.of(true, false)
					.map((bind) -> new Link(mechanism, server, bind, transport.address(), transport.address()))))
			.toList();
	}

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	private String[] settings(String prefix, String work, String results) {
		List<String> settings = new ArrayList<>(
				List.of("zmq.security.curve.server.secret-file=" + certificates.resolve("server.key_secret"),
						"zmq.security.curve.server.clients-directory=" + certificates.resolve("allowed"),
						"zmq.security.curve.client.secret-file=" + certificates.resolve("client.key_secret"),
						"zmq.security.curve.client.server-key-file=" + certificates.resolve("server.key"),
						"zmq.security.plain.users.username=bob", "zmq.security.plain.users.password=secret",
						"zmq.security.plain.users.users.bob=secret"));
		for (Link link : this.links) {
			settings.addAll(link.settings(prefix + link.name() + "." + work + ".", link.work));
			settings.addAll(link.settings(prefix + link.name() + "." + results + ".", link.results));
		}
		return settings.toArray(String[]::new);
	}

	private PythonPeer python(String kind) {
		List<String> arguments = new ArrayList<>(List.of(certificates.toString(), kind));
		this.links.forEach((link) -> arguments.add(link.ofPython()));
		return PythonPeer.secureWork(arguments.toArray(String[]::new));
	}

	private static String clientKey() throws IOException {
		return String.valueOf(KeyFile.parse(Files.readString(certificates.resolve("client.key"))).publicKey());
	}

	@Test
	void workersOfPythonAnswerTheController() throws Exception {
		try (PythonPeer python = python("worker");
				TestApplication application = TestApplication.start(TestApplication.NoBeans.class,
						settings("zmq.controllers.main.workers.", "push", "pull"))) {
			assertThat(python.answer()).isEqualTo("ready");
			ZmqController controller = application.bean(ZmqController.class);
			for (Link link : this.links) {
				List<CompletableFuture<@Nullable Result>> results = new ArrayList<>();
				for (int i = 0; i < 50; i++) {
					results.add(controller.request(link.name(), new Work(null, i), Result.class));
				}
				for (int i = 0; i < 50; i++) {
					assertThat(results.get(i).get(30, TimeUnit.SECONDS)).as(link.name())
						.isEqualTo(new Result(i * i, link.server ? null : link.plain() ? "bob" : clientKey()));
				}
				CompletableFuture<?> failed = controller.request(link.name(), new Work(null, -1), Result.class);
				assertThatThrownBy(() -> failed.get(30, TimeUnit.SECONDS)).as(link.name())
					.cause()
					.isInstanceOfSatisfying(ZmqWorkFailedException.class,
							(failure) -> assertThat(failure.errorMessage()).isEqualTo("no root"));
			}
			assertThat(controller.faults()).isEmpty();
			assertThat(controller.stats().denied()).isEmpty();
		}
	}

	@Test
	void workersAnswerControllersOfPython() {
		try (PythonPeer python = python("controller");
				TestApplication application = TestApplication.start(Roots.class,
						settings("zmq.workers.", "pull", "push"))) {
			assertThat(python.answer()).isEqualTo("ready");
			for (int link = 0; link < this.links.size(); link++) {
				for (int i = 0; i < 50; i++) {
					python.writeLine("%d {'id': 'n%d', 'number': %d}".formatted(link, i, i));
				}
				List<Answer> answers = python.answers(50).stream().map(Answer::parse).toList();
				String user = this.links.get(link).server ? (this.links.get(link).plain() ? "bob" : "client")
						: "nobody";
				for (int i = 0; i < 50; i++) {
					assertThat(answers).as(this.links.get(link).name())
						.contains(new Answer(link, "n" + i, i * i, user));
				}
				python.writeLine(link + " {'id': 'x', 'number': -1}");
				assertThat(python.answer()).startsWith(link + " ")
					.contains("\"work_id\": \"x\"", "\"error\"", "no root");
			}
			application.beans(ZmqWorker.class).values().forEach((worker) -> {
				assertThat(worker.faults()).isEmpty();
				assertThat(worker.stats().denied()).isEmpty();
			});
		}
	}

	/**
	 * A pool or worker of this library.
	 *
	 * @param mechanism {@code curve} or {@code plain}
	 * @param server whether it is the server
	 * @param bind whether it binds
	 */
	private record Link(String mechanism, boolean server, boolean bind, String work, String results) {

		boolean plain() {
			return this.mechanism.equals("plain");
		}

		String side() {
			return this.server ? "server" : "client";
		}

		String name() {
			return this.mechanism + "-" + side() + "-" + (this.bind ? "binds" : "connects");
		}

		List<String> settings(String prefix, String address) {
			return List.of(prefix + "address=" + address, prefix + "bind=" + this.bind,
					prefix + "security=" + (plain() ? "users" : side()), prefix + "security-role=" + side());
		}

		String ofPython() {
			return String.join(",", this.bind ? "connect" : "bind",
					this.mechanism + (this.server ? "-client" : "-server"), this.work, this.results);
		}

	}

	record Work(@Nullable String id, int number) {

	}

	record Result(int square, @Nullable String user) {

	}

	private record Answer(int link, String workId, int square, String user) {

		static Answer parse(String answer) {
			int space = answer.indexOf(' ');
			var result = JSON.readTree(answer.substring(space));
			return new Answer(Integer.parseInt(answer.substring(0, space)), result.path("work_id").asString(),
					result.path("square").asInt(), result.path("sender").asString());
		}

	}

	static class Roots {

		@ZmqWorkHandler("curve-server-binds")
		@ZmqWorkHandler("curve-server-connects")
		@ZmqWorkHandler("curve-client-binds")
		@ZmqWorkHandler("curve-client-connects")
		@ZmqWorkHandler("plain-server-binds")
		@ZmqWorkHandler("plain-server-connects")
		@ZmqWorkHandler("plain-client-binds")
		@ZmqWorkHandler("plain-client-connects")
		Square handle(Work work, @Header(name = ZmqHeaders.USER_ID, defaultValue = "nobody") String user) {
			if (work.number() < 0) {
				throw new IllegalArgumentException("no root");
			}
			return new Square(work.number() * work.number(), user);
		}

	}

	record Square(int square, String sender) {

	}

}
