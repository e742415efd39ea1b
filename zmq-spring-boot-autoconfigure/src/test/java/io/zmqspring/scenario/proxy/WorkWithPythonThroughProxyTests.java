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

package io.zmqspring.scenario.proxy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.scenario.proxy.ProxyApplication.Handler;
import io.zmqspring.scenario.proxy.ProxyApplication.Results;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Work and its results pass through two proxies between roles of this library on one side
 * and programs that use pyzmq on the other.
 */
class WorkWithPythonThroughProxyTests {

	private static final int ITEMS = 20;

	private final ProxyApplication addresses = new ProxyApplication();

	private final String resultSenders = "tcp://127.0.0.1:" + FreePort.find();

	private final String resultReceivers = "tcp://127.0.0.1:" + FreePort.find();

	private final OpenResources opened = new OpenResources();

	private TestApplication proxies;

	@BeforeEach
	void start() {
		PythonPeer.interpreter();
		this.proxies = this.opened.add(this.addresses.startProxies("zmq.proxies.results.type=push-pull",
				"zmq.proxies.results.frontend.address=" + this.resultSenders,
				"zmq.proxies.results.backend.address=" + this.resultReceivers));
	}

	@AfterEach
	void close() {
		this.opened.close();
	}

	private PythonPeer python(SocketType type, String address) {
		return this.opened.add(PythonPeer.socket(type, false, address));
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void workOfAControllerReachesPythonAndItsResultsComeBack() {
		TestApplication application = this.opened.add(TestApplication.start(Results.class,
				"zmq.controllers.c.workers.w.push.address=" + this.addresses.senders(),
				"zmq.controllers.c.workers.w.push.bind=false",
				"zmq.controllers.c.workers.w.pull.address=" + this.resultReceivers,
				"zmq.controllers.c.workers.w.pull.bind=false"));
		PythonPeer receiver = python(SocketType.PULL, this.addresses.receivers());
		PythonPeer sender = python(SocketType.PUSH, this.resultSenders);
		ZmqController controller = application.bean(ZmqController.class);
		for (int i = 0; i < ITEMS; i++) {
			controller.send("w", "item " + i);
			assertThat(receiver.received().frames()).containsExactly(hex("item " + i));
			sender.writeLine("socket.send(b'item " + i + " done')");
		}
		await().untilAsserted(() -> assertThat(application.bean(Results.class).received())
			.containsExactlyElementsOf(IntStream.range(0, ITEMS).mapToObj((i) -> "item " + i + " done").toList()));
		assertNothingIsLost();
	}

	@Test
	void workOfPythonReachesAWorkerAndItsResultsComeBack() {
		this.opened.add(TestApplication.start(Handler.class, "zmq.workers.w.pull.address=" + this.addresses.receivers(),
				"zmq.workers.w.push.address=" + this.resultSenders));
		PythonPeer receiver = python(SocketType.PULL, this.resultReceivers);
		PythonPeer sender = python(SocketType.PUSH, this.addresses.senders());
		for (int i = 0; i < ITEMS; i++) {
			sender.writeLine("socket.send(b'item " + i + "')");
			assertThat(receiver.received().frames()).containsExactly(hex("item " + i + " done"));
		}
		assertNothingIsLost();
	}

	private void assertNothingIsLost() {
		for (String name : List.of("jobs", "results")) {
			ZmqProxy proxy = this.proxies.bean(name + "Proxy", ZmqProxy.class);
			await().untilAsserted(() -> assertThat(proxy.stats().sent()).isEqualTo(ITEMS));
			assertThat(proxy.stats().drops()).isEmpty();
		}
	}

}
