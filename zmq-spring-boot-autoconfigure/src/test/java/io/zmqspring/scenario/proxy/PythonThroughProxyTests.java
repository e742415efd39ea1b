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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.scenario.proxy.ProxyApplication.Orders;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Programs that use pyzmq on one or both sides of a proxy.
 */
class PythonThroughProxyTests {

	private final ProxyApplication addresses = new ProxyApplication();

	private final String capture = "tcp://127.0.0.1:" + FreePort.find();

	private final OpenResources opened = new OpenResources();

	private TestApplication proxies;

	@BeforeEach
	void start() {
		PythonPeer.interpreter();
		this.proxies = this.opened.add(this.addresses.startProxies("zmq.proxies.news.capture.address=" + this.capture));
	}

	@AfterEach
	void close() {
		this.opened.close();
	}

	private ZmqProxy proxy(String name) {
		return this.proxies.bean(name + "Proxy", ZmqProxy.class);
	}

	private PythonPeer python(SocketType type, String address, String... subscriptions) {
		return this.opened.add(PythonPeer.socket(type, false, address, subscriptions));
	}

	private static List<String> hex(String... frames) {
		return Stream.of(frames).map(PythonThroughProxyTests::hex).toList();
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void framesPassBetweenPythonPublisherAndSubscriberAndToTheCapture() {
		PythonPeer copies = python(SocketType.SUB, this.capture, "");
		PythonPeer subscriber = python(SocketType.SUB, this.addresses.subscribers(), "a");
		PythonPeer publisher = python(SocketType.PUB, this.addresses.publishers());
		await().until(() -> proxy("news").connectionCount() == 3);
		await().until(() -> {
			publisher.writeLine("socket.send_multipart([b'b', b'unwanted']); socket.send_multipart([b'a', b'probe'])");
			return subscriber.answer(Duration.ofMillis(50)) != null;
		});
		publisher.writeLine("socket.send_multipart([b'a', b'', b'three', b''])");
		publisher.writeLine("socket.send_multipart([b'a'] + [b''] * 999)");
		publisher.writeLine("socket.send_multipart([b'b', b'unwanted'])");
		publisher.writeLine("socket.send(b'a' * 60_000_000)");
		publisher.writeLine("socket.send_multipart([b'a', b'end'])");
		for (PythonPeer peer : List.of(subscriber, copies)) {
			List<String> frames = nextButProbes(peer);
			assertThat(frames).isEqualTo(hex("a", "", "three", ""));
			assertThat(peer.received().frames()).hasSize(1000);
			assertThat(peer.received().frames()).singleElement().asString().startsWith("60000000 ");
			assertThat(peer.received().frames()).isEqualTo(hex("a", "end"));
		}
		assertThat(proxy("news").stats().drops()).isEmpty();
	}

	private static List<String> nextButProbes(PythonPeer peer) {
		List<String> frames = peer.received().frames();
		while (frames.equals(hex("a", "probe"))) {
			frames = peer.received().frames();
		}
		return frames;
	}

	@Test
	void everyMessageOfPythonSendersReachesOnePythonReceiver() {
		List<PythonPeer> receivers = List.of(python(SocketType.PULL, this.addresses.receivers()),
				python(SocketType.PULL, this.addresses.receivers()));
		PythonPeer sender = python(SocketType.PUSH, this.addresses.senders());
		sender.writeLine("[socket.send_multipart([b'job', str(i).encode()]) for i in range(200)]");
		List<String> received = new ArrayList<>();
		await().untilAsserted(() -> {
			for (PythonPeer receiver : receivers) {
				String answer = receiver.answer(Duration.ofMillis(1));
				if (answer != null) {
					received.add(answer);
				}
			}
			assertThat(received).hasSize(200);
		});
		assertThat(received).doesNotHaveDuplicates();
		await().untilAsserted(() -> assertThat(proxy("jobs").stats().sent()).isEqualTo(200));
		assertThat(proxy("jobs").stats().drops()).isEmpty();
	}

	@Test
	void messagesPassBetweenPythonAndRolesInBothDirections() {
		TestApplication listening = this.opened.add(this.addresses.startSubscriber());
		PythonPeer subscriber = python(SocketType.SUB, this.addresses.subscribers(), "order");
		ZmqPublisher publisher = this.opened.add(this.addresses.startPublisher("zmq.publishers.out.sequence=true"))
			.bean(ZmqPublisher.class);
		assertThat(publisher.awaitSubscriber("order", Duration.ofSeconds(30))).isTrue();
		PythonPeer other = python(SocketType.PUB, this.addresses.publishers());
		await().until(() -> {
			publisher.publish("ours", "order");
			return subscriber.answer(Duration.ofMillis(50)) != null;
		});
		await().untilAsserted(() -> {
			other.writeLine("socket.send_multipart([b'order', b'theirs'])");
			assertThat(listening.bean(Orders.class).received()).contains("ours", "theirs");
		});
		List<String> frames = subscriber.received().frames();
		while (!frames.equals(hex("order", "theirs"))) {
			// Topic, payload and sequence
			assertThat(frames).hasSize(3).startsWith(hex("order"), hex("ours"));
			assertThat(frames.get(2)).startsWith(hex("ZSQ1")).hasSize(56);
			frames = subscriber.received().frames();
		}
	}

}
