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
import java.time.Duration;
import java.util.HexFormat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.scenario.proxy.ProxyApplication.Orders;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A proxy in a process of its own is killed and started again: messages flow again, with
 * all subscriptions, and without intervention at the peers.
 */
class RestartedProxyTests {

	private final ProxyApplication addresses = new ProxyApplication();

	private final OpenResources opened = new OpenResources();

	@AfterEach
	void close() {
		this.opened.close();
	}

	private JavaPeer startProxies() {
		return this.opened.add(JavaPeer.start(NoBeans.class, this.addresses.proxies()));
	}

	@Test
	void messagesFlowAgainAfterTheProxyWasKilledAndStartedAgain() {
		JavaPeer proxies = startProxies();
		TestApplication subscriber = this.opened.add(this.addresses.startSubscriber());
		ZmqPublisher publisher = this.opened.add(this.addresses.startPublisher()).bean(ZmqPublisher.class);
		PythonPeer python = this.opened
			.add(PythonPeer.socket(SocketType.SUB, false, this.addresses.subscribers(), "order"));
		assertArrive(publisher, subscriber, python, "before");
		proxies.kill();
		await().until(() -> publisher.connectionCount() == 0);
		startProxies();
		assertArrive(publisher, subscriber, python, "after");
	}

	@Test
	void workFlowsAgainAfterTheProxyWasKilledAndStartedAgain() {
		JavaPeer proxies = startProxies();
		PythonPeer receiver = this.opened.add(PythonPeer.socket(SocketType.PULL, false, this.addresses.receivers()));
		PythonPeer sender = this.opened.add(PythonPeer.socket(SocketType.PUSH, false, this.addresses.senders()));
		sender.writeLine("socket.send(b'before')");
		assertThat(receiver.received().frames()).containsExactly(hex("before"));
		proxies.kill();
		sender.writeLine("[socket.send(str(i).encode()) for i in range(3)]");
		startProxies();
		// What the sender had written to the connection of the killed process is lost
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			sender.writeLine("socket.send(b'after')");
			String answer = receiver.answer(Duration.ofMillis(50));
			return answer != null && answer.contains(hex("after"));
		});
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

	private static void assertArrive(ZmqPublisher publisher, TestApplication subscriber, PythonPeer python,
			String text) {
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			publisher.publish(text, "order");
			assertThat(subscriber.bean(Orders.class).received()).contains(text);
		});
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			publisher.publish(text, "order");
			String answer = python.answer(Duration.ofMillis(50));
			return answer != null && answer.contains(hex(text));
		});
	}

}
