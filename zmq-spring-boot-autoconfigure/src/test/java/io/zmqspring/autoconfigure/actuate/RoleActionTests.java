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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.autoconfigure.actuate.WebApplication.Response;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts, stops, pauses and resumes roles through the endpoint.
 */
@ExtendWith(OutputCaptureExtension.class)
class RoleActionTests {

	private static final int PORT = FreePort.find();

	private static WebApplication application;

	@BeforeAll
	static void start() {
		application = WebApplication.start(Texts.class, "zmq.publishers.out.address=tcp://127.0.0.1:" + PORT,
				"zmq.subscribers.in.address=tcp://127.0.0.1:" + PORT,
				"zmq.subscribers.in.socket.reconnect-interval-max=100ms",
				"zmq.workers.images.pull.address=inproc://work", "management.endpoint.zmq.access=unrestricted");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void startRoles() {
		// Otherwise a message may go to the connection that is ending
		if (!application.bean(ZmqSubscriber.class).isRunning() && publisher().isRunning()) {
			await().until(() -> !publisher().hasSubscriber("text"));
		}
		assertThat(application.requestAction("publisher/out", "start").status()).isEqualTo(200);
		assertThat(application.requestAction("subscriber/in", "start").status()).isEqualTo(200);
		assertThat(application.requestAction("subscriber/in", "resume").status()).isEqualTo(200);
		received().clear();
	}

	private static List<String> received() {
		return application.bean(Texts.class).received;
	}

	private static ZmqPublisher publisher() {
		return application.bean(ZmqPublisher.class);
	}

	private static void publishAndAwait(String text) {
		await().until(() -> publisher().hasSubscriber("text"));
		publisher().publish(text, "text");
		await().untilAsserted(() -> assertThat(received()).contains(text));
	}

	@Test
	void stoppedSubscriberHandlesNoMessagesUntilItIsStarted() {
		publishAndAwait("before");
		Response stopped = application.requestAction("subscriber/in", "stop");
		assertThat(stopped.status()).isEqualTo(200);
		assertThat(stopped.text("/state")).isEqualTo("STOPPED");
		assertThat(stopped.body().propertyNames()).doesNotContain("startedAt", "uptime");
		await().until(() -> !publisher().hasSubscriber("text"));
		publisher().publish("meanwhile", "text");
		Response started = application.requestAction("subscriber/in", "start");
		assertThat(started.status()).isEqualTo(200);
		assertThat(started.text("/state")).isEqualTo("RUNNING");
		publishAndAwait("after");
		assertThat(received()).containsExactly("before", "after");
	}

	@Test
	void pausedSubscriberHandlesQueuedMessagesWhenItIsResumed() {
		publishAndAwait("before");
		assertThat(application.requestAction("subscriber/in", "pause").text("/state")).isEqualTo("PAUSED");
		publisher().publish("meanwhile", "text");
		assertThat(application.get("/zmq/subscriber/in").text("/state")).isEqualTo("PAUSED");
		assertThat(received()).containsExactly("before");
		assertThat(application.requestAction("subscriber/in", "resume").text("/state")).isEqualTo("RUNNING");
		await().untilAsserted(() -> assertThat(received()).containsExactly("before", "meanwhile"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "stop", "pause", "resume" })
	void everyActionCanBeRepeated(String action) {
		Response first = application.requestAction("subscriber/in", action);
		Response second = application.requestAction("subscriber/in", action);
		assertThat(first.status()).isEqualTo(200);
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.text("/state")).isEqualTo(first.text("/state"));
	}

	@Test
	void failedStartIsDownAndTheLogHasTheReason(CapturedOutput output) throws Exception {
		application.requestAction("publisher/out", "stop");
		try (ServerSocket other = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
			Response response = application.requestAction("publisher/out", "start");
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.body().propertyNames()).containsExactly("error");
			assertThat(response.text("/error"))
				.isEqualTo("The action 'start' has failed for the publisher 'out'. The log has the reason");
			assertThat(output).contains("zmq.publishers.out", "tcp://127.0.0.1:" + other.getLocalPort(), "in use");
			assertThat(application.get("/zmq/publisher/out").text("/state")).isEqualTo("FAILED");
			Response health = application.get("/health/zmq/publisher.out");
			assertThat(health.status()).isEqualTo(503);
			assertThat(health.at("/details/faults").toString()).contains("in use");
		}
		assertThat(application.requestAction("publisher/out", "start").text("/state")).isEqualTo("RUNNING");
		assertThat(application.get("/health/zmq/publisher.out").status()).isEqualTo(200);
	}

	@Test
	void stoppedSubscriberIsHealthy() {
		application.requestAction("subscriber/in", "stop");
		Response health = application.get("/health/zmq/subscriber.in");
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.text("/status")).isEqualTo("UP");
		assertThat(health.text("/details/state")).isEqualTo("STOPPED");
	}

	@ParameterizedTest
	@CsvSource({ "publisher/none, stop", "subscribers/in, stop", "nonsense/in, fly" })
	void unknownRoleIsNotFound(String role, String action) {
		Response response = application.requestAction(role, action);
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.text("/error")).contains("Known roles: publisher/out");
	}

	@Test
	void unknownActionIsRefusedWithTheKnownOnes() {
		Response response = application.requestAction("subscriber/in", "restart");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.text("/error")).contains("There is no action 'restart'", "start, stop, pause, resume");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"action\": null}", "{\"do\": \"stop\"}" })
	void missingActionIsRefused(String body) {
		Response response = application.post("/zmq/subscriber/in", body);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.text("/error")).contains("The action is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "stop", "{\"action\": {\"stop\": true}}", "[\"stop\"]" })
	void unreadableBodyIsRefused(String body) {
		assertThat(application.post("/zmq/subscriber/in", body).status()).isEqualTo(400);
		assertThat(application.get("/zmq/subscriber/in").text("/state")).isEqualTo("RUNNING");
	}

	@ParameterizedTest
	@CsvSource({ "publisher/out, pause", "publisher/out, resume", "worker/images, pause" })
	void actionThatARoleDoesNotSupportIsRefused(String role, String action) {
		Response response = application.requestAction(role, action);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.text("/error")).contains("cannot " + action);
	}

	@Test
	void stoppedSubscriberCannotPause() {
		application.requestAction("subscriber/in", "stop");
		Response response = application.requestAction("subscriber/in", "pause");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.text("/error")).contains("cannot pause because it is STOPPED. Start it first");
	}

	static class Texts {

		final List<String> received = new CopyOnWriteArrayList<>();

		@ZmqListener("text")
		void on(String text) {
			this.received.add(text);
		}

		@ZmqWorkHandler("images")
		void work(String work) {
		}

	}

}
