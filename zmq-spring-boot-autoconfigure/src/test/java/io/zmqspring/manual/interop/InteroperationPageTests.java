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

package io.zmqspring.manual.interop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.handler.WorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs of the page "Interoperation", each with roles of this library.
 */
@SuppressWarnings("try")
class InteroperationPageTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final Deque<AutoCloseable> open = new ArrayDeque<>(List.of(this.context));

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void programReceivesEachWireFormat(Language language) throws Exception {
		Map<WireFormat, ZmqPublisher> publishers = new EnumMap<>(WireFormat.class);
		Map<WireFormat, Program> programs = new EnumMap<>(WireFormat.class);
		for (WireFormat wireFormat : WireFormat.values()) {
			ZmqPublisher publisher = publisher(wireFormat);
			publishers.put(wireFormat, publisher);
			programs.put(wireFormat,
					start(language, "subscriber", wireFormat, PubSubRoles.addressOf(publisher), "order.placed"));
		}
		for (WireFormat wireFormat : WireFormat.values()) {
			ZmqPublisher publisher = publishers.get(wireFormat);
			assertThat(publisher.awaitSubscriber("order.placed", TIMEOUT)).isTrue();
			publisher.publish(payload(wireFormat), "order.placed");
			assertThat(programs.get(wireFormat).answer()).as(name(wireFormat)).isEqualTo(line(wireFormat));
		}
	}

	@ParameterizedTest
	@EnumSource
	void programSendsEachWireFormat(Language language) throws Exception {
		Map<WireFormat, ZmqSubscriber> subscribers = new EnumMap<>(WireFormat.class);
		for (WireFormat wireFormat : WireFormat.values()) {
			String address = "tcp://127.0.0.1:" + FreePort.find();
			start(language, "publisher", wireFormat, address);
			subscribers.put(wireFormat, subscriber(wireFormat, address));
		}
		assertThat(subscribers.get(WireFormat.MULTIPART).receive(Order.class, TIMEOUT)).isEqualTo(new Order(1, "tea"));
		assertThat(subscribers.get(WireFormat.SINGLE_FRAME).receive(Order.class, TIMEOUT))
			.isEqualTo(new Order(1, "tea"));
		assertThat(subscribers.get(WireFormat.RAW).receive(TIMEOUT).text()).startsWith("order.placed:{");
	}

	@ParameterizedTest
	@EnumSource(names = { "PYTHON", "C", "NODE" })
	void programWorksForAController(Language language) throws Exception {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqController controller = roles.controller("workers.a.delivery=at-least-once");
			controller.start();
			try (Program program = Program.start(language, "worker", this.directory, roles.workAddress(),
					roles.resultAddress())) {
				assertThat(controller.awaitWorkers("a", 1, TIMEOUT)).isTrue();
				Tea numbered = controller.request("a", "{\"type\":\"tea\",\"id\":7,\"cups\":2}", Tea.class)
					.get(30, TimeUnit.SECONDS);
				Tea named = controller.request("a", Map.of("type", "tea", "cups", 2), Tea.class)
					.get(30, TimeUnit.SECONDS);
				assertThat(numbered).isEqualTo(named);
				assertThat(named.text()).contains("tea");
				assertThat(controller.stats().received()).isEqualTo(2);
			}
		}
	}

	@Test
	void controllerInPythonReceivesResults() throws Exception {
		withControllerInPython((work) -> "{\"text\":\"2 cups of tea\"}", "1 2 cups of tea");
	}

	@Test
	void controllerInPythonIsToldThatWorkFailed() throws Exception {
		withControllerInPython((work) -> {
			throw new IllegalStateException("no water");
		}, "failed: no water");
	}

	private void withControllerInPython(WorkHandler<String> handler, String answer) throws Exception {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqWorker worker = roles.worker(handler);
			worker.start();
			try (Program program = Program.start(Language.PYTHON, "controller", this.directory, roles.workAddress(),
					roles.resultAddress())) {
				assertThat(program.answer()).isEqualTo(answer);
			}
		}
	}

	private Program start(Language language, String name, WireFormat wireFormat, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of(name(wireFormat)));
		all.addAll(List.of(arguments));
		Program program = Program.start(language, name, this.directory, all.toArray(String[]::new));
		this.open.push(program);
		return program;
	}

	private ZmqPublisher publisher(WireFormat wireFormat) {
		PublisherSettings settings = PublisherSettings.builder("tcp://127.0.0.1:0").wireFormat(wireFormat).build();
		ZmqPublisher publisher = new ZmqPublisher("orders", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
		this.open.push(publisher);
		publisher.start();
		return publisher;
	}

	private ZmqSubscriber subscriber(WireFormat wireFormat, String address) {
		SubscriberSettings settings = SubscriberSettings.builder(address)
			.wireFormat(wireFormat)
			.topics("order.placed")
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("orders", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		this.open.push(subscriber);
		subscriber.start();
		return subscriber;
	}

	private static String name(WireFormat wireFormat) {
		return wireFormat.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static Object payload(WireFormat wireFormat) {
		return (wireFormat == WireFormat.RAW) ? line(wireFormat) : new Order(1, "tea");
	}

	private static String line(WireFormat wireFormat) {
		return "order.placed" + ((wireFormat == WireFormat.RAW) ? ':' : ' ') + "{\"id\":1,\"what\":\"tea\"}";
	}

	record Order(int id, String what) {
	}

	record Tea(String text) {
	}

}
