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

package io.zmqspring.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.WorkHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates a controller named {@code main} with the pool {@code a}, and workers for that
 * pool, without an application context. Closing stops all of them.
 */
public final class WorkRoles implements AutoCloseable {

	static final ZmqMessageConverter JSON = new JsonMessageConverter(JsonMapper.builder().build());

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ZmqContext context;

	private final List<Runnable> stops = new ArrayList<>();

	private final List<ZmqException> errors = new CopyOnWriteArrayList<>();

	private final String workAddress;

	private final String resultAddress;

	private final TestSecurity security;

	public WorkRoles() {
		this(TestTransport.TCP, TestSecurity.NULL);
	}

	public WorkRoles(TestTransport transport, TestSecurity security) {
		this(transport, security, security.context());
	}

	public WorkRoles(TestTransport transport, TestSecurity security, ZmqContext context) {
		this.workAddress = transport.address();
		this.resultAddress = transport.address();
		this.security = security;
		this.context = context;
	}

	public ZmqContext context() {
		return this.context;
	}

	public String workAddress() {
		return this.workAddress;
	}

	public String resultAddress() {
		return this.resultAddress;
	}

	/**
	 * Create a controller with the pool {@code a}.
	 * @param settings keys of the controller, such as {@code send-timeout=1s}
	 * @return the controller, not started
	 */
	public ZmqController controller(String... settings) {
		Map<String, String> all = map("workers.a.push.address=" + workAddress(),
				"workers.a.pull.address=" + resultAddress());
		all.putAll(map(settings));
		ZmqController controller = new ZmqController("main", bind(all, ControllerSettings.class), this.context, JSON,
				errorHandler(), new LoggingDeadLetterHandler(), (event) -> {
				});
		this.stops.add(0, controller::destroy);
		return controller;
	}

	/**
	 * Create a worker of the pool {@code a}.
	 * @param handler the work handler
	 * @param settings keys of the worker, such as {@code concurrency=2}
	 * @return the worker, not started
	 */
	public ZmqWorker worker(WorkHandler<String> handler, String... settings) {
		ZmqWorker worker = worker(settings);
		worker.setWorkHandler(String.class, handler);
		return worker;
	}

	public ZmqWorker worker(String... settings) {
		return worker(false, settings);
	}

	public ZmqWorker worker(boolean virtualThreads, String... settings) {
		Map<String, String> all = map("pull.address=" + workAddress(), "push.address=" + resultAddress());
		all.putAll(map(settings));
		ZmqWorker worker = new ZmqWorker("a", bind(all, WorkerSettings.class), this.context, JSON, errorHandler(),
				(event) -> {
				});
		worker.setVirtualThreads(virtualThreads);
		this.stops.add(worker::destroy);
		return worker;
	}

	/**
	 * Start a controller and its workers, and wait until they are connected.
	 * @param controller the controller
	 * @param workers the workers
	 */
	public static void start(ZmqController controller, ZmqWorker... workers) {
		controller.start();
		for (ZmqWorker worker : workers) {
			worker.start();
		}
		assertThat(controller.awaitWorkers("a", workers.length, LONG)).isTrue();
	}

	/**
	 * Wait until a worker has connected to the pool {@code a}. An item sent before that
	 * fails after the {@code send-timeout} on a busy machine.
	 * @param controller the controller
	 */
	public static void awaitWorker(ZmqController controller) {
		assertThat(controller.awaitWorkers("a", 1, LONG)).isTrue();
	}

	/**
	 * Wait until a controller knows that its workers have disconnected. An item sent
	 * before that may go to a connection that is being closed, and be lost.
	 * @param controller the controller
	 * @param pool the name of the pool
	 */
	public static void awaitNoWorkers(ZmqController controller, String pool) {
		await().until(() -> !controller.awaitWorkers(pool, 1, Duration.ZERO));
	}

	private ZmqErrorHandler errorHandler() {
		return (message, error) -> this.errors.add(error);
	}

	public List<ZmqException> errors() {
		return this.errors;
	}

	private static Map<String, String> map(String... settings) {
		Map<String, String> map = new HashMap<>();
		for (String setting : settings) {
			int equals = setting.indexOf('=');
			map.put(setting.substring(0, equals), setting.substring(equals + 1));
		}
		return map;
	}

	private <T> T bind(Map<String, String> settings, Class<T> type) {
		this.security.applyTo(settings);
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		settings.forEach((key, value) -> {
			if (!value.isEmpty()) {
				source.put("role." + key, value);
			}
		});
		return new Binder(source).bind("role", type).get();
	}

	/**
	 * Start an Awaitility condition with a poll interval of 5 ms.
	 * @return the condition
	 */
	public static ConditionFactory await() {
		return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).await();
	}

	@Override
	public void close() {
		this.stops.forEach(Runnable::run);
		this.context.close();
	}

}
