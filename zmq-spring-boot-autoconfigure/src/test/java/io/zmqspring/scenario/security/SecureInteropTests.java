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
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.settings.SecurityRole;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.CurveProvider;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * CURVE and PLAIN with libzmq on the other side, which has a slow receiver and a
 * high-water mark of 100.
 */
class SecureInteropTests {

	private static final int MESSAGES = TestSize.of(2000, 200_000);

	private static final String PAUSE = "0.002";

	@TempDir
	static Path certificates;

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	private static SocketSettings settings(String address, boolean bind, String security) {
		boolean server = security.endsWith("server");
		return SecureLink.settings(address, bind, security.startsWith("plain") ? "users" : server ? "server" : "client",
				server ? SecurityRole.SERVER : SecurityRole.CLIENT);
	}

	private static String other(String security) {
		return security.endsWith("server") ? security.replace("server", "client")
				: security.replace("client", "server");
	}

	@ParameterizedTest
	@CsvSource({ "pub,bind,curve-server", "pub,connect,curve-client", "pub,connect,curve-server",
			"push,bind,curve-server", "push,connect,curve-client", "push,bind,curve-client", "pub,bind,plain-server",
			"push,connect,plain-client" })
	void messagesReachPython(String type, String how, String security) throws Exception {
		boolean bind = how.equals("bind");
		String address = "tcp://127.0.0.1:" + FreePort.find();
		SocketSettings settings = settings(address, bind, security);
		try (SecureLink link = new SecureLink(certificates);
				PythonPeer python = PythonPeer.secure(certificates.toString(), type.equals("pub") ? "sub" : "pull",
						bind ? "connect" : "bind", address, other(security), "" + MESSAGES, PAUSE)) {
			if (!bind) {
				python.answer();
			}
			if (type.equals("pub")) {
				PublishingSocket publisher = link.publisher(settings, (event) -> {
				});
				await().until(() -> publisher.hasSubscriber(new byte[0]));
				for (int i = 0; i < MESSAGES; i++) {
					assertThat(publisher.send(null, NumberedMessages.topic(), NumberedMessages.body(i), null)).isZero();
				}
			}
			else {
				SendingSocket pusher = link.pusher(settings, (event) -> {
				});
				for (int i = 0; i < MESSAGES; i++) {
					assertThat(pusher.send(NumberedMessages.topic(), NumberedMessages.body(i), Duration.ofSeconds(20)))
						.isTrue();
				}
			}
			assertThat(python.answer(Duration.ofSeconds(TestSize.of(60, 600)))).isEqualTo(MESSAGES + " 0 0");
		}
	}

	@ParameterizedTest
	@CsvSource({ "sub,connect,curve-client", "sub,bind,curve-server", "sub,connect,curve-server",
			"pull,bind,curve-server", "pull,connect,curve-client", "pull,bind,curve-client", "sub,connect,plain-client",
			"pull,bind,plain-server" })
	void messagesOfPythonArrive(String type, String how, String security) {
		boolean bind = how.equals("bind");
		String address = "tcp://127.0.0.1:" + FreePort.find();
		NumberedMessages messages = new NumberedMessages(2);
		try (SecureLink link = new SecureLink(certificates);
				PythonPeer python = PythonPeer.secure(certificates.toString(), type.equals("sub") ? "pub" : "push",
						bind ? "connect" : "bind", address, other(security), "" + MESSAGES)) {
			if (!bind) {
				python.answer();
			}
			ReceivingSocket receiver = link.receiver(type, settings(address, bind, security), messages, (event) -> {
			});
			await().until(() -> receiver.connections().count() == 1);
			python.writeLine("");
			await().atMost(Duration.ofSeconds(TestSize.of(60, 600))).until(() -> messages.received() >= MESSAGES);
			assertThat(messages.summary()).isEqualTo(MESSAGES + " 0 0");
			assertThat(List.copyOf(receiver.faults())).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(value = CurveProvider.class, names = { "JNACL", "BOUNCYCASTLE" })
	void messagesArriveWithTheOtherLibraries(CurveProvider provider) {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		NumberedMessages messages = new NumberedMessages(0);
		int count = MESSAGES / 4;
		try (SecureLink link = new SecureLink(certificates, provider);
				PythonPeer python = PythonPeer.secure(certificates.toString(), "push", "connect", address,
						"curve-client", "" + count)) {
			link.receiver("pull", settings(address, true, "curve-server"), messages, (event) -> {
			});
			python.writeLine("");
			await().atMost(Duration.ofSeconds(TestSize.of(60, 600))).until(() -> messages.received() >= count);
			assertThat(messages.summary()).isEqualTo(count + " 0 0");
		}
	}

}
