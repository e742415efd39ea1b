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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.wire.HeaderFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Handlers get the name of the peer that has sent a message, which the peer cannot set.
 */
class SenderTests {

	@TempDir
	static Path certificates;

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	@Test
	void handlersGetTheNameOfTheClient() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = TestApplication.start(Listeners.class,
				"zmq.subscribers.in.address=" + address, "zmq.subscribers.in.bind=true",
				"zmq.subscribers.in.security=orders",
				"zmq.security.curve.orders.secret-file=" + certificates.resolve("server.key_secret"),
				"zmq.security.curve.orders.clients-directory=" + certificates.resolve("allowed"));
				PythonPeer python = PythonPeer.secure(certificates.toString(), "pub", "connect", address,
						"curve-client", "10")) {
			Listeners listeners = application.bean(Listeners.class);
			await().until(() -> application.bean(ZmqSubscriber.class).connectionCount() == 1);
			python.writeLine("");
			await().until(() -> listeners.messages.size() == 10 && listeners.users.size() == 10);
			assertThat(listeners.users).containsOnly("client");
			assertThat(listeners.messages.get(0).headers()).containsEntry(ZmqHeaders.USER_ID, "client")
				.hasEntrySatisfying(ZmqHeaders.PEER_ADDRESS, (peer) -> assertThat(peer).startsWith("127.0.0.1:"));
		}
	}

	@Test
	void headersOfThePeerCannotNameIt() {
		byte[] headers = "{\"zmq_user_id\":\"admin\",\"zmq_peer_address\":\"10.0.0.1:1\",\"a\":\"b\"}"
			.getBytes(StandardCharsets.UTF_8);
		assertThat(HeaderFormat.decode(headers)).isEqualTo(Map.of("a", "b"));
	}

	static class Listeners {

		final List<ZmqMessage> messages = new CopyOnWriteArrayList<>();

		final List<String> users = new CopyOnWriteArrayList<>();

		@ZmqListener("t")
		void receive(ZmqMessage message) {
			this.messages.add(message);
		}

		@ZmqListener("t")
		void receive(byte[] payload, @Header(ZmqHeaders.USER_ID) String user) {
			this.users.add(user);
		}

	}

}
