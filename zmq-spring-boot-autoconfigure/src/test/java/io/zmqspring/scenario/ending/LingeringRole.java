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

package io.zmqspring.scenario.ending;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationEventPublisher;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A role that sends to a {@link MessageCounter}, with a context of its own.
 */
final class LingeringRole implements AutoCloseable {

	private static final String TOPIC = "t";

	private final ZmqContext context;

	private final TestTransport transport;

	private final TestSecurity security;

	private final Map<String, String> settings = new HashMap<>();

	private final Kind kind;

	private final ApplicationEventPublisher events;

	private ZMQ.@Nullable Context workContext;

	private ZMQ.@Nullable Socket work;

	private @Nullable AbstractZmqRole role;

	LingeringRole(Kind kind, TestTransport transport, TestSecurity security, Duration linger,
			ApplicationEventPublisher events) {
		this.transport = transport;
		this.security = security;
		this.context = security.context();
		this.kind = kind;
		this.events = events;
		this.settings.put(kind.socket + "linger", linger.toMillis() + "ms");
	}

	LingeringRole set(String key, String value) {
		this.settings.put(key, value);
		return this;
	}

	/**
	 * Start the role and wait until the receiver is connected.
	 * @param receiver the receiver
	 * @param bound whether the role binds, and the receiver connects
	 */
	void connect(MessageCounter receiver, boolean bound) {
		String address = bound ? this.transport.address() : receiver.bind();
		this.settings.put(this.kind.socket + "address", address);
		this.settings.put(this.kind.socket + "bind", String.valueOf(bound));
		start();
		if (bound) {
			receiver.connect(address);
		}
		if (this.role instanceof ZmqPublisher publisher) {
			assertThat(publisher.awaitSubscriber(TOPIC, Duration.ofSeconds(30))).isTrue();
		}
		EventsApplication.await().until(() -> this.role.connectionCount() >= 1);
	}

	private void start() {
		this.role = switch (this.kind) {
			case PUBLISHER ->
				new ZmqPublisher("ending", bind(PublisherSettings.class), this.context, PubSubRoles.JSON, this.events);
			case CONTROLLER -> new ZmqController("ending", controllerSettings(), this.context, PubSubRoles.JSON,
					new LoggingErrorHandler(), new LoggingDeadLetterHandler(), this.events);
			case WORKER -> worker();
		};
		this.role.start();
	}

	private ControllerSettings controllerSettings() {
		this.settings.put("workers.a.pull.address", "tcp://127.0.0.1:" + FreePort.find());
		return bind(ControllerSettings.class);
	}

	private ZmqWorker worker() {
		this.workContext = ZMQ.context(1);
		this.work = this.workContext.socket(SocketType.PUSH);
		this.work.setLinger(0);
		this.security.applyTo(this.work, true);
		this.work.bind("tcp://127.0.0.1:*");
		this.settings.put("pull.address", this.work.getLastEndpoint());
		ZmqWorker worker = new ZmqWorker("ending", bind(WorkerSettings.class), this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), this.events);
		worker.setWorkHandler((size) -> new byte[Integer.parseInt(new String(size, StandardCharsets.US_ASCII))]);
		return worker;
	}

	private <T> T bind(Class<T> type) {
		Map<String, String> all = new HashMap<>();
		this.security.applyTo(this.settings);
		this.settings.forEach((key, value) -> all.put("role." + key, value));
		return new Binder(new MapConfigurationPropertySource(all)).bind("role", type).get();
	}

	/**
	 * Send messages, and wait until all are accepted.
	 * @param messages the number of messages
	 * @param size their size in bytes
	 */
	void send(int messages, int size) {
		long before = this.role.stats().sent();
		for (int i = 0; i < messages; i++) {
			if (this.role instanceof ZmqPublisher publisher) {
				publisher.publish(new byte[size], TOPIC);
			}
			else if (this.role instanceof ZmqController controller) {
				controller.send("a", new byte[size]);
			}
			else {
				this.work.send(String.valueOf(size));
			}
		}
		EventsApplication.await().until(() -> this.role.stats().sent() == before + messages);
	}

	ZmqContext context() {
		return this.context;
	}

	AbstractZmqRole role() {
		return this.role;
	}

	void stop() {
		this.role.stop();
	}

	/**
	 * How many messages were counted because of the stop.
	 * @return the number
	 */
	long stopped() {
		assertThat(this.role.stats().drops().keySet()).isSubsetOf("stopped");
		return this.role.stats().drops().getOrDefault("stopped", 0L);
	}

	@Override
	public void close() {
		if (this.role != null) {
			this.role.destroy();
		}
		if (this.workContext != null) {
			this.work.close();
			this.workContext.term();
		}
		this.context.close();
	}

	/**
	 * The kinds of roles that send.
	 */
	enum Kind {

		/** Publishes. */
		PUBLISHER("", SocketType.SUB),

		/** Pushes work. */
		CONTROLLER("workers.a.push.", SocketType.PULL),

		/** Pushes results. */
		WORKER("push.", SocketType.PULL);

		private final String socket;

		private final SocketType receiver;

		Kind(String socket, SocketType receiver) {
			this.socket = socket;
			this.receiver = receiver;
		}

		SocketType receiver() {
			return this.receiver;
		}

	}

}
