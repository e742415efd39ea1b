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

package io.zmqspring.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.CpuLoad;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times new connections under CPU load, of every role and, for comparison, of plain
 * JeroMQ sockets. Connections are opened one after the other, because the events of one
 * connection can hide a stall of another. The log contains the times.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FreshConnectionTests {

	private static final Log logger = LogFactory.getLog(FreshConnectionTests.class);

	private static final ZmqMessageConverter JSON = new JsonMessageConverter(JsonMapper.builder().build());

	private static final int CONNECTIONS = TestSize.of(10, 1000);

	private static final long PROMISE_MILLIS = 1500;

	// Beyond the promise: the test machine may run other builds
	private static final long SLACK_MILLIS = 1500;

	private static final Duration LIMIT = Duration.ofMillis(PROMISE_MILLIS + SLACK_MILLIS);

	private final ZMQ.Context peers = ZMQ.context(1);

	private final List<ZMQ.Socket> bound = new ArrayList<>();

	private CpuLoad load;

	@BeforeEach
	void startCpuLoad() {
		this.load = CpuLoad.start();
	}

	@AfterEach
	void close() {
		this.load.close();
		this.bound.forEach(ZMQ.Socket::close);
		this.peers.close();
	}

	@ParameterizedTest
	@CsvSource({ "PUBLISHER, 1", "PUBLISHER, 2", "SUBSCRIBER, 1", "SUBSCRIBER, 2", "WORKER, 1", "WORKER, 2",
			"CONTROLLER, 1", "CONTROLLER, 2" })
	void everyConnectionIsUsableWithinThePromisedTime(Kind kind, int ioThreads) {
		Map<String, String> addresses = new HashMap<>();
		kind.peers.forEach((key, type) -> addresses.put(key, bind(type)));
		List<Long> times = new ArrayList<>();
		try (ZmqContext context = new ZmqContext(new ContextSettings(ioThreads, 1024, true))) {
			// Load classes before the first time is taken
			connect(kind.create(context, addresses), addresses.size());
			for (int i = 0; i < CONNECTIONS; i++) {
				times.add(connect(kind.create(context, addresses), addresses.size()));
			}
		}
		log(kind + " with I/O threads: " + ioThreads, times);
	}

	@ParameterizedTest
	@EnabledIfSystemProperty(named = "zmq.tests.size", matches = "nightly", disabledReason = "Only compares")
	@CsvSource({ "XPUB, 1", "XPUB, 2", "SUB, 1", "SUB, 2", "PULL, 1", "PULL, 2", "PUSH, 1", "PUSH, 2" })
	void plainSocketsForComparison(SocketType type, int ioThreads) {
		SocketType peer = switch (type) {
			case SUB -> SocketType.XPUB;
			case XPUB -> SocketType.SUB;
			case PUSH -> SocketType.PULL;
			default -> SocketType.PUSH;
		};
		String address = bind(peer);
		List<Long> times = new ArrayList<>();
		try (ZMQ.Context context = ZMQ.context(ioThreads)) {
			for (int i = 0; i < CONNECTIONS; i++) {
				times.add(connectBare(context.socket(type), address));
			}
		}
		log("plain " + type + " with I/O threads: " + ioThreads, times);
		assertThat(times).hasSize(CONNECTIONS);
	}

	private String bind(SocketType type) {
		ZMQ.Socket socket = this.peers.socket(type);
		socket.setLinger(0);
		this.bound.add(socket);
		return "tcp://127.0.0.1:" + socket.bindToRandomPort("tcp://127.0.0.1");
	}

	private static long connect(ZmqRole role, int connections) {
		Stopwatch stopwatch = Stopwatch.start();
		long started = System.nanoTime();
		role.start();
		stopwatch.assertWithin(LIMIT, () -> assertThat(role.connectionCount()).isEqualTo(connections));
		long time = millisSince(started);
		role.stop();
		return time;
	}

	private static long connectBare(ZMQ.Socket socket, String address) {
		socket.setLinger(0);
		AtomicBoolean handshakeDone = new AtomicBoolean();
		socket.setEventHook((event) -> handshakeDone.set(true), ZMQ.EVENT_HANDSHAKE_PROTOCOL);
		long started = System.nanoTime();
		socket.connect(address);
		long time = await(started, handshakeDone::get, PROMISE_MILLIS);
		socket.close();
		return time;
	}

	private static long await(long started, BooleanSupplier usable, long atMostMillis) {
		Awaitility.with()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.atMost(Duration.ofSeconds(10))
			.until(() -> usable.getAsBoolean() || millisSince(started) >= atMostMillis);
		return millisSince(started);
	}

	private static long millisSince(long started) {
		return (System.nanoTime() - started) / 1_000_000;
	}

	private static void log(String what, List<Long> times) {
		List<Long> sorted = times.stream().sorted().toList();
		logger.info("%s: %d fresh connections, median %d ms, 99 %% within %d ms, longest %d ms, over %d ms: %d"
			.formatted(what, sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100),
					sorted.get(sorted.size() - 1), PROMISE_MILLIS,
					sorted.stream().filter((time) -> time >= PROMISE_MILLIS).count()));
	}

	/**
	 * The kinds of roles, all connecting, and the peers that bind for them.
	 */
	enum Kind {

		PUBLISHER(Map.of("", SocketType.SUB)), SUBSCRIBER(Map.of("", SocketType.XPUB)),
		WORKER(Map.of("pull.", SocketType.PUSH, "push.", SocketType.PULL)),
		CONTROLLER(Map.of("workers.a.push.", SocketType.PULL, "workers.a.pull.", SocketType.PUSH));

		private final Map<String, SocketType> peers;

		Kind(Map<String, SocketType> peers) {
			this.peers = peers;
		}

		ZmqRole create(ZmqContext context, Map<String, String> addresses) {
			Map<String, String> settings = new HashMap<>();
			addresses.forEach((key, address) -> {
				settings.put("role." + key + "address", address);
				settings.put("role." + key + "bind", "false");
				// JeroMQ's own time-out would hide the reconnects of this library
				settings.put("role." + key + "socket.handshake-interval", "30s");
			});
			settings.put("role.topics", "*");
			Binder binder = new Binder(new MapConfigurationPropertySource(settings));
			return switch (this) {
				case PUBLISHER -> new ZmqPublisher("p", binder.bind("role", PublisherSettings.class).get(), context,
						JSON, (event) -> {
						});
				case SUBSCRIBER -> new ZmqSubscriber("s", binder.bind("role", SubscriberSettings.class).get(), context,
						JSON, (message, error) -> {
						}, (event) -> {
						});
				case WORKER -> worker(binder.bind("role", WorkerSettings.class).get(), context);
				case CONTROLLER -> new ZmqController("c", binder.bind("role", ControllerSettings.class).get(), context,
						JSON, (message, error) -> {
						}, (letter) -> {
						}, (event) -> {
						});
			};
		}

		private static ZmqWorker worker(WorkerSettings settings, ZmqContext context) {
			ZmqWorker worker = new ZmqWorker("w", settings, context, JSON, (message, error) -> {
			}, (event) -> {
			});
			worker.setWorkHandler(String.class, (work) -> work);
			return worker;
		}

	}

}
