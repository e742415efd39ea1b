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

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.security.CurveSettings.OnDenied;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of CURVE that are denied when they start, and let in later. Each role is a
 * client of a role that fits, whoever of the two binds.
 */
class ReadmissionTests {

	private static final int DENIALS = 3;

	private final AtomicInteger received = new AtomicInteger();

	private final AtomicInteger results = new AtomicInteger();

	@TempDir
	private Path directory;

	private boolean clientConnects;

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
	}

	@ParameterizedTest
	@CsvSource({ "TCP, CLOSE, true", "TCP, ERROR, true", "TCP, CLOSE, false", "TCP, ERROR, false", "IPC, CLOSE, true",
			"IPC, CLOSE, false" })
	void deniedClientOfEveryRoleTriesAgainUntilItIsLetIn(TestTransport transport, OnDenied onDenied, boolean connects) {
		this.clientConnects = connects;
		KeyDirectory keys = new KeyDirectory(this.directory);
		CurveKeys client = keys.create("client-2");
		keys.useForClient(client);
		keys.revoke("client");
		try (ZmqContext servers = keys.context(onDenied); ZmqContext clients = keys.context(onDenied)) {
			String[] addresses = new String[6];
			for (int i = 0; i < addresses.length; i++) {
				addresses[i] = transport.address();
			}
			ZmqPublisher publisher = publisher(servers, true, addresses[0]);
			ZmqSubscriber subscriber = subscriber(clients, false, addresses[0]);
			ZmqSubscriber boundSubscriber = subscriber(servers, true, addresses[1]);
			ZmqPublisher secondPublisher = publisher(clients, false, addresses[1]);
			ZmqController controller = controller(servers, true, addresses[2], addresses[3]);
			ZmqWorker worker = worker(clients, false, addresses[2], addresses[3]);
			ZmqWorker secondWorker = worker(servers, true, addresses[4], addresses[5]);
			ZmqController secondController = controller(clients, false, addresses[4], addresses[5]);
			List<ZmqRole> serverRoles = List.of(publisher, boundSubscriber, controller, secondWorker);
			List<ZmqRole> clientRoles = List.of(subscriber, secondPublisher, worker, secondController);
			serverRoles.forEach(ZmqRole::start);
			clientRoles.forEach(ZmqRole::start);
			await().until(() -> serverRoles.stream()
				.allMatch((role) -> role.stats().denied().getOrDefault("unknown-client", 0L) >= DENIALS));
			assertThat(clientRoles).allSatisfy((role) -> assertThat(role.connectionCount()).isZero());
			keys.allow("client", client);
			await().until(() -> publisher.hasSubscriber("t") && secondPublisher.hasSubscriber("t")
					&& controller.awaitWorkers("a", 1, Duration.ZERO)
					&& secondController.awaitWorkers("a", 1, Duration.ZERO) && worker.connectionCount() == 2
					&& secondWorker.connectionCount() == 2);
			publisher.publish("hello", "t");
			secondPublisher.publish("hello", "t");
			controller.send("a", "hello");
			secondController.send("a", "hello");
			await().until(() -> this.received.get() == 2 && this.results.get() == 2);
			assertThat(clientRoles).allSatisfy((role) -> assertThat(role.faults()).isEmpty());
			clientRoles.forEach(ZmqRole::stop);
			serverRoles.forEach(ZmqRole::stop);
		}
	}

	private <T> T bind(Class<T> type, boolean server, Map<String, String> addresses) {
		Map<String, String> keys = new HashMap<>();
		addresses.forEach((prefix, address) -> {
			keys.put("role." + prefix + "address", address);
			keys.put("role." + prefix + "bind", String.valueOf(server == this.clientConnects));
			keys.put("role." + prefix + "security", server ? "server" : "client");
			keys.put("role." + prefix + "security-role", server ? "server" : "client");
			keys.put("role." + prefix + "socket.reconnect-interval-max", "200ms");
		});
		return new Binder(new MapConfigurationPropertySource(keys)).bind("role", type).get();
	}

	private ZmqPublisher publisher(ZmqContext context, boolean server, String address) {
		return new ZmqPublisher("p", bind(PublisherSettings.class, server, Map.of("", address)), context,
				PubSubRoles.JSON, (event) -> {
				});
	}

	private ZmqSubscriber subscriber(ZmqContext context, boolean server, String address) {
		ZmqSubscriber subscriber = new ZmqSubscriber("s", bind(SubscriberSettings.class, server, Map.of("", address)),
				context, PubSubRoles.JSON, new LoggingErrorHandler(), (event) -> {
				});
		subscriber.addHandler("t", (topic, payload) -> this.received.incrementAndGet());
		return subscriber;
	}

	private ZmqController controller(ZmqContext context, boolean server, String work, String results) {
		ZmqController controller = new ZmqController("c",
				bind(ControllerSettings.class, server, Map.of("workers.a.push.", work, "workers.a.pull.", results)),
				context, PubSubRoles.JSON, new LoggingErrorHandler(), new LoggingDeadLetterHandler(), (event) -> {
				});
		controller.addResultHandler("", String.class, (pool, result) -> this.results.incrementAndGet());
		return controller;
	}

	private ZmqWorker worker(ZmqContext context, boolean server, String work, String results) {
		ZmqWorker worker = new ZmqWorker("a",
				bind(WorkerSettings.class, server, Map.of("pull.", work, "push.", results)), context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		worker.setWorkHandler(String.class, (text) -> text);
		return worker;
	}

}
