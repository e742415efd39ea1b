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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.zmqspring.autoconfigure.actuate.WebApplication.Response;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The actuator shows a proxy as every other role, and starts and stops it.
 */
class ProxyShownTests {

	private static final String FRONTEND = "tcp://127.0.0.1:" + FreePort.find();

	private static final String BACKEND = "tcp://127.0.0.1:" + FreePort.find();

	private static WebApplication application;

	@BeforeAll
	static void start() {
		application = WebApplication.start(Texts.class, "zmq.proxies.news.type=pub-sub",
				"zmq.proxies.news.frontend.address=" + FRONTEND, "zmq.proxies.news.backend.address=" + BACKEND,
				"zmq.publishers.out.address=" + FRONTEND, "zmq.publishers.out.bind=false",
				"zmq.subscribers.in.address=" + BACKEND, "zmq.defaults.socket.reconnect-interval-max=100ms",
				"management.endpoint.zmq.access=unrestricted",
				"management.endpoints.web.exposure.include=health,zmq,metrics");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static void awaitPassing(String text) {
		await().untilAsserted(() -> {
			application.bean(ZmqPublisher.class).publish(text, "text");
			assertThat(application.bean(Texts.class).received).contains(text);
		});
	}

	private static long counted(String meter) {
		return application.get("/metrics/" + meter + "?tag=role:proxy&tag=name:news")
			.at("/measurements/0/value")
			.asLong();
	}

	@Test
	void stateSettingsConnectionsAndCountersAreShown() {
		awaitPassing("shown");
		Response news = application.get("/zmq/proxy/news");
		assertThat(news.status()).isEqualTo(200);
		assertThat(news.text("/state")).isEqualTo("RUNNING");
		assertThat(news.at("/addresses").toString()).isEqualTo("[\"" + FRONTEND + "\",\"" + BACKEND + "\"]");
		assertThat(news.text("/settings/type")).isEqualTo("pub-sub");
		assertThat(news.text("/settings/backend/linger")).isEqualTo("1s");
		assertThat(news.at("/settings").propertyNames()).containsExactly("type", "frontend", "backend");
		assertThat(news.at("/statistics").propertyNames()).contains("sent", "received", "dropped", "rejected",
				"queueDepth");
		assertThat(news.at("/statistics/sent").asInt()).isPositive();
		assertThat(news.at("/connections")).hasSize(2);
		assertThat(news.at("/faults")).isEmpty();
		assertThat(application.get("/zmq").at("/proxies").propertyNames()).containsExactly("news");
	}

	@Test
	void healthHasAComponentOfTheProxy() {
		Response health = application.get("/health");
		assertThat(health.text("/components/zmq/components/proxy.news/status")).isEqualTo("UP");
		assertThat(health.text("/components/zmq/components/proxy.news/details/state")).isEqualTo("RUNNING");
	}

	@Test
	void metersCountTheMessagesOfTheProxy() {
		awaitPassing("counted");
		await().untilAsserted(() -> {
			assertThat(counted("zmq.messages.received")).isPositive().isEqualTo(counted("zmq.messages.sent"));
			assertThat(counted("zmq.bytes.sent")).isPositive();
			assertThat(counted("zmq.connections")).isEqualTo(2);
			assertThat(counted("zmq.messages.dropped")).isZero();
		});
	}

	@Test
	void proxyCanBeStoppedAndStartedButNotPaused() {
		awaitPassing("before");
		assertThat(application.requestAction("proxy/news", "stop").text("/state")).isEqualTo("STOPPED");
		Response paused = application.requestAction("proxy/news", "pause");
		assertThat(paused.status()).isEqualTo(400);
		assertThat(paused.text("/error")).contains("A proxy cannot pause");
		assertThat(application.requestAction("proxy/news", "start").text("/state")).isEqualTo("RUNNING");
		awaitPassing("after");
	}

	static class Texts {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@ZmqListener("text")
		void on(String text) {
			this.received.add(text);
		}

	}

}
