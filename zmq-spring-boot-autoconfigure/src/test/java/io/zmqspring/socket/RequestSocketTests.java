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

package io.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests and answers between two sockets.
 */
@ParameterizedClass
@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
class RequestSocketTests {

	private final List<String> answers = new CopyOnWriteArrayList<>();

	private final ZmqContext context;

	private final TestSecurity security;

	private final String address;

	private final RequestSocket server;

	private final RequestSocket client;

	RequestSocketTests(TestTransport transport, TestSecurity security) {
		this.context = security.context();
		this.security = security;
		this.address = transport.address();
		this.server = RequestSocket.answering(this.context, settings(true), "test-server", new Answering(), (event) -> {
		});
		this.server.receiving().start();
		this.client = RequestSocket.asking(this.context, settings(false), "test-client",
				sink((frames) -> this.answers.add(new String(frames.get(0), StandardCharsets.UTF_8))), (event) -> {
				});
		this.client.receiving().start();
	}

	@AfterEach
	void close() {
		this.client.receiving().close(Duration.ofSeconds(5));
		this.server.receiving().close(Duration.ofSeconds(5));
		this.context.close();
	}

	private SocketSettings settings(boolean bind) {
		return new SocketSettings(List.of(Endpoint.parse(this.address, null)), bind, 10, Duration.ZERO, Duration.ZERO,
				SocketTuning.DEFAULTS, this.security.of(bind));
	}

	private static FrameSink sink(Consumer<Frames> onMessage) {
		return new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				onMessage.accept(frames);
			}

			@Override
			public void onFailure(Throwable cause) {
			}

		};
	}

	private boolean ask(String request) {
		CompletableFuture<Boolean> sent = new CompletableFuture<>();
		this.client.receiving().execute(() -> sent.complete(this.client.ask(request.getBytes(StandardCharsets.UTF_8))));
		return sent.join();
	}

	@Test
	void engineIsReplacedIfItMayHaveLostAPartOfARequest() {
		Engine engine = this.context.engine();
		await().until(() -> ask("one"));
		this.client.receiving().execute(this::askWithoutStack);
		await().until(() -> this.context.engine() != engine);
	}

	private void askWithoutStack() {
		try {
			askWithoutStack();
		}
		catch (StackOverflowError ex) {
			this.client.ask(new byte[1]);
		}
	}

	@Test
	void answerGoesToThePeerThatHasAsked() {
		await().until(() -> ask("one"));
		await().untilAsserted(() -> assertThat(this.answers).contains("one!"));
		ConnectionTable connections = this.server.receiving().connections();
		assertThat(connections.count()).isEqualTo(1);
		assertThat(this.client.receiving().connections().isConnectedTo(this.address)).isTrue();
	}

	@Test
	void requestWithoutAPeerIsNotQueued() {
		await().until(() -> ask("one"));
		this.server.receiving().close(Duration.ofSeconds(5));
		await().until(() -> !ask("two"));
	}

	@Test
	void answerToAPeerThatIsGoneIsDiscarded() {
		CompletableFuture<Void> sent = new CompletableFuture<>();
		this.server.receiving().execute(() -> {
			this.server.answer(new byte[] { 0, 1, 2, 3, 4 }, new byte[10]);
			sent.complete(null);
		});
		sent.join();
		await().until(() -> ask("one"));
		await().untilAsserted(() -> assertThat(this.answers).contains("one!"));
	}

	@Test
	void interruptedThreadStillAnswers() {
		await().until(() -> ask("interrupt"));
		await().untilAsserted(() -> assertThat(this.answers).contains("interrupt!"));
		assertThat(ask("one")).isTrue();
		await().untilAsserted(() -> assertThat(this.answers).contains("one!"));
	}

	private final class Answering implements FrameSink {

		@Override
		public void onMessage(Frames frames) {
			String request = new String(frames.get(1), StandardCharsets.UTF_8);
			if (request.equals("interrupt")) {
				Thread.currentThread().interrupt();
			}
			RequestSocketTests.this.server.answer(frames.get(0), (request + "!").getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public void onFailure(Throwable cause) {
		}

	}

}
