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

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

import io.zmqspring.autoconfigure.actuate.WebApplication.Response;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The content of the endpoint, read over HTTP.
 */
class ZmqEndpointTests {

	private static final String ADDRESS = "tcp://127.0.0.1:" + FreePort.find();

	private static WebApplication application;

	@BeforeAll
	static void start() {
		application = WebApplication.start(Beans.class, "zmq.publishers.out.address=" + ADDRESS,
				"zmq.publishers.out.send-timeout=1500ms", "zmq.publishers.out.last-value.topics=state",
				"zmq.subscribers.in.address=" + ADDRESS, "zmq.subscribers.in.topics=a,b.*",
				"zmq.subscribers.in.high-water-mark=50", "zmq.workers.thumbs.pull.address=inproc://work",
				"zmq.workers.thumbs.concurrency=3", "zmq.controllers.images.workers.thumbs.push.address=inproc://work",
				"zmq.controllers.images.workers.thumbs.pull.address=inproc://results",
				"zmq.controllers.images.workers.sink.push.address=inproc://sink",
				"zmq.controllers.images.workers.thumbs.message-types=thumb", "zmq.context.max-sockets=512",
				"zmq.defaults.socket.expect-connection-within=77s", "zmq.defaults.linger=2s");
		ZmqPublisher publisher = application.bean("outPublisher", ZmqPublisher.class);
		await().until(() -> publisher.hasSubscriber("text"));
		publisher.publish("hello", "text");
		ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
		await().until(() -> subscriber.stats().received() == 1 && subscriber.connectionCount() == 1);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static JsonNode at(String pointer) {
		Response response = application.get("/zmq");
		assertThat(response.status()).isEqualTo(200);
		return response.at(pointer);
	}

	@Test
	void allRolesAreListedByName() {
		assertThat(at("").propertyNames()).containsExactly("context", "publishers", "subscribers", "workers",
				"controllers", "listeners");
		assertThat(at("/publishers").propertyNames()).containsExactlyInAnyOrder("out", "broken");
		assertThat(at("/subscribers").propertyNames()).containsExactly("in");
		assertThat(at("/workers").propertyNames()).containsExactly("thumbs");
		assertThat(at("/controllers").propertyNames()).containsExactly("images");
	}

	@Test
	void defaultsOfAllRolesAreShownAsTheSettingsInEffect() {
		for (String socket : new String[] { "/publishers/out/settings/socket", "/subscribers/in/settings/socket",
				"/workers/thumbs/settings/pull/socket", "/controllers/images/settings/workers/thumbs/push/socket" }) {
			assertThat(at(socket + "/expectConnectionWithin").asString()).as(socket).isEqualTo("77s");
		}
		assertThat(at("/publishers/out/settings/linger").asString()).isEqualTo("2s");
		assertThat(at("/controllers/images/settings/workers/thumbs/push/linger").asString()).isEqualTo("2s");
	}

	@Test
	void poolWithOneSocketShowsThatOneOnly() {
		assertThat(at("/controllers/images/settings/workers/sink").propertyNames()).contains("push")
			.doesNotContain("pull");
		assertThat(at("/controllers/images/addresses").toString()).contains("inproc://sink");
	}

	@Test
	void contextIsDescribed() {
		assertThat(at("/context").toString()).isEqualTo("{\"ioThreads\":1,\"maxSockets\":512,\"alive\":true}");
	}

	@Test
	void roleIsDescribed() {
		Response in = application.get("/zmq/subscriber/in");
		assertThat(in.status()).isEqualTo(200);
		assertThat(in.body().propertyNames()).containsExactly("state", "addresses", "settings", "statistics", "losses",
				"connections", "notConnected", "faults", "warnings", "startedAt", "uptime");
		assertThat(in.text("/state")).isEqualTo("RUNNING");
		assertThat(in.at("/addresses").toString()).isEqualTo("[\"" + ADDRESS + "\"]");
		assertThat(in.at("/faults")).isEmpty();
		assertThat(Instant.parse(in.text("/startedAt"))).isBefore(Instant.now());
		assertThat(Duration.parse(in.text("/uptime"))).isPositive();
	}

	@Test
	void statisticsThatDoNotApplyAreLeftOut() {
		Response in = application.get("/zmq/subscriber/in");
		assertThat(in.at("/statistics").propertyNames()).containsExactly("received", "bytesReceived", "dropped",
				"drops", "failed", "failures", "timedOut", "rejected", "lost", "duplicates", "reordered", "restarts",
				"recovered", "unsequenced", "denied", "handshakes", "queueDepth", "lastMessageAt");
		assertThat(in.at("/statistics/received").asInt()).isEqualTo(1);
		assertThat(in.at("/statistics/bytesReceived").asInt()).isEqualTo(9);
		Response out = application.get("/zmq/publisher/out");
		assertThat(out.at("/statistics").propertyNames()).contains("sent", "bytesSent")
			.doesNotContain("received", "bytesReceived");
		assertThat(out.at("/statistics/sent").asInt()).isEqualTo(1);
		Response worker = application.get("/zmq/worker/thumbs");
		assertThat(worker.at("/statistics").propertyNames()).contains("received").doesNotContain("sent");
		assertThat(worker.at("/active").asInt()).isZero();
	}

	@Test
	void connectionsAreDescribed() {
		JsonNode connections = application.get("/zmq/subscriber/in").at("/connections");
		assertThat(connections).hasSize(1);
		JsonNode connection = connections.get(0);
		assertThat(connection.propertyNames()).containsExactly("address", "remote", "connected", "handshakeDone",
				"since", "disconnects", "reconnectAttempts");
		assertThat(connection.get("address").asString()).isEqualTo(ADDRESS);
		assertThat(connection.get("handshakeDone").asBoolean()).isTrue();
	}

	@Test
	void settingsHaveTheFormOfConfigurationFiles() {
		JsonNode in = application.get("/zmq/subscriber/in").at("/settings");
		assertThat(in.get("wireFormat").asString()).isEqualTo("multipart");
		assertThat(in.get("topics").toString()).isEqualTo("[\"a\",\"b.*\"]");
		assertThat(in.get("highWaterMark").asInt()).isEqualTo(50);
		assertThat(in.get("socket").get("maxMessageSize").asString()).isEqualTo("64MB");
		assertThat(application.get("/zmq/publisher/out").text("/settings/sendTimeout")).isEqualTo("1500ms");
		assertThat(application.get("/zmq/worker/thumbs").at("/settings/concurrency").asInt()).isEqualTo(3);
		JsonNode pool = application.get("/zmq/controller/images").at("/settings/workers/thumbs");
		assertThat(pool.get("delivery").asString()).isEqualTo("at-most-once");
		assertThat(pool.get("messageTypes").toString()).isEqualTo("[\"thumb\"]");
		assertThat(pool.get("push").get("address").toString()).isEqualTo("[\"inproc://work\"]");
	}

	@Test
	void lastValuesOfAPublisherAreDescribed() {
		application.bean("outPublisher", ZmqPublisher.class).publish("on", "state");
		JsonNode out = at("/publishers/out");
		assertThat(out.get("lastValues").toString()).isEqualTo("{\"topics\":1,\"bytes\":263}");
		assertThat(out.get("settings").get("lastValue").toString())
			.isEqualTo("{\"topics\":[\"state\"],\"maxBytes\":\"16MB\"}");
	}

	@Test
	void listedRoleIsDescribedLikeASingleRole() {
		JsonNode listed = at("/publishers/out");
		JsonNode alone = application.get("/zmq/publisher/out").body();
		assertThat(listed.propertyNames()).isEqualTo(alone.propertyNames());
		assertThat(listed.get("settings")).isEqualTo(alone.get("settings"));
	}

	@Test
	void listenerHasTheStateOfItsSubscriberUnlessItWasStopped() {
		assertThat(listener("texts").toString()).isEqualTo("{\"id\":\"texts\",\"topics\":[\"text\"],"
				+ "\"subscriber\":\"in\",\"method\":\"Texts.on\",\"state\":\"RUNNING\"}");
		application.bean(ZmqSubscriber.class).pause();
		assertThat(listener("texts").get("state").asString()).isEqualTo("PAUSED");
		application.bean(ZmqSubscriber.class).resume();
		application.bean(ZmqListenerRegistry.class).get("texts").stop();
		assertThat(listener("texts").get("state").asString()).isEqualTo("STOPPED");
		assertThat(listener("default").get("state").asString()).isEqualTo("RUNNING");
		application.bean(ZmqListenerRegistry.class).get("texts").start();
	}

	private static JsonNode listener(String id) {
		for (JsonNode listener : at("/listeners")) {
			if (listener.get("id").asString().equals(id)) {
				return listener;
			}
		}
		throw new AssertionError("There is no listener " + id);
	}

	@Test
	void roleWhoseStateCannotBeReadIsReported() {
		assertThat(at("/publishers/broken").propertyNames()).containsExactly("faults", "lastError");
		assertThat(at("/publishers/broken/lastError").asString())
			.isEqualTo("the state of the role could not be read; the log has the reason");
	}

	@Test
	void unknownRoleIsReportedWithTheKnownOnes() {
		for (String path : new String[] { "/zmq/subscriber/none", "/zmq/subscribers/in", "/zmq/nonsense/in" }) {
			Response response = application.get(path);
			assertThat(response.status()).as(path).isEqualTo(404);
			assertThat(response.text("/error")).contains("subscriber/in", "controller/images");
		}
		assertThat(application.get("/zmq/subscriber").status()).isEqualTo(404);
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Texts texts() {
			return new Texts();
		}

		@Bean
		Broken broken(ZmqContext context) {
			return new Broken(context);
		}

	}

	static class Texts {

		@ZmqListener(id = "texts", topics = "text")
		void on(String text) {
		}

		@ZmqListener(id = "default")
		void onOthers(String text) {
		}

		@ZmqWorkHandler("thumbs")
		void work(String work) {
		}

	}

	static class Broken extends ZmqPublisher {

		Broken(ZmqContext context) {
			super("broken", PublisherSettings.of("inproc://broken"), context, Mockito.mock(), (event) -> {
			});
		}

		@Override
		public ZmqStatistics stats() {
			throw new IllegalStateException("on purpose");
		}

	}

}
