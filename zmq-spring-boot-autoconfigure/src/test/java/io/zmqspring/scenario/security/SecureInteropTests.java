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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.CurveProvider;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * CURVE and PLAIN with libzmq on the other side, which has a slow receiver and a
 * high-water mark of 100.
 */
class SecureInteropTests {

	private static final int MESSAGES = TestSize.of(2000, 200_000);

	private static final String PAUSE = "0.002";

	private static final Duration LIMIT = Duration.ofSeconds(TestSize.of(60, 900));

	@TempDir
	static Path certificates;

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	private static SocketSettings settings(String address, boolean bind, String security) {
		String section = switch (security) {
			case "plain-server", "plain-client" -> "users";
			case "plain-stranger" -> "wrong-password";
			default -> security.substring("curve-".length());
		};
		return SecureLink.settings(address, bind, section,
				security.endsWith("server") ? SecurityRole.SERVER : SecurityRole.CLIENT);
	}

	private static String other(String security) {
		return security.endsWith("server") ? security.replace("server", "client")
				: security.replace("client", "server");
	}

	// All cases of CURVE over tcp; otherwise the server binds unless all cases are tested
	private static Stream<Arguments> cases(String... types) {
		boolean all = TestSize.of(0, 1) == 1;
		return Stream.of(TestTransport.values())
			.flatMap((transport) -> Stream.of(types)
				.flatMap((type) -> Stream.of("bind", "connect")
					.flatMap((how) -> Stream.of("curve-server", "curve-client", "plain-server", "plain-client")
						.filter((security) -> all || (security.startsWith("curve") && transport == TestTransport.TCP)
								|| security.endsWith("server") == how.equals("bind"))
						.map((security) -> Arguments.of(transport, type, how, security)))));
	}

	static Stream<Arguments> senders() {
		return cases("pub", "push");
	}

	static Stream<Arguments> receivers() {
		return cases("sub", "pull");
	}

	@ParameterizedTest
	@MethodSource("senders")
	void messagesReachPython(TestTransport transport, String type, String how, String security) throws Exception {
		boolean bind = how.equals("bind");
		String address = transport.address();
		SocketSettings settings = settings(address, bind, security);
		try (SecureLink link = new SecureLink(certificates);
				PythonPeer python = PythonPeer.secure(certificates.toString(), type.equals("pub") ? "sub" : "pull",
						bind ? "connect" : "bind", address, other(security), "" + MESSAGES, PAUSE)) {
			if (!bind) {
				python.answer();
			}
			send(link, type, settings);
			assertThat(python.answer(LIMIT)).isEqualTo(MESSAGES + " 0 0");
		}
	}

	private static void send(SecureLink link, String type, SocketSettings settings) {
		if (type.equals("pub")) {
			PublishingSocket publisher = link.publisher(settings, (event) -> {
			});
			await().until(() -> publisher.hasSubscriber(new byte[0]));
			for (int i = 0; i < MESSAGES; i++) {
				assertThat(publisher.send(null, NumberedMessages.topic(), NumberedMessages.body(i), null, null))
					.isZero();
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
	}

	@ParameterizedTest
	@CsvSource({ "TCP,pub,curve-server", "TCP,pub,plain-server", "TCP,push,curve-server", "TCP,push,plain-server",
			"IPC,pub,plain-server", "IPC,push,curve-server" })
	void messagesReachASlowReceiverOfThisLibrary(TestTransport transport, String type, String security) {
		String address = transport.address();
		NumberedMessages messages = new NumberedMessages(2);
		try (SecureLink there = new SecureLink(certificates); SecureLink here = new SecureLink(certificates)) {
			there.receiver(type.equals("pub") ? "sub" : "pull", settings(address, false, other(security)), messages,
					(event) -> {
					});
			send(here, type, settings(address, true, security));
			await().atMost(LIMIT).until(() -> messages.received() >= MESSAGES);
			assertThat(messages.summary()).isEqualTo(MESSAGES + " 0 0");
		}
	}

	@ParameterizedTest
	@MethodSource("receivers")
	void messagesOfPythonArrive(TestTransport transport, String type, String how, String security) {
		boolean bind = how.equals("bind");
		String address = transport.address();
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
			await().atMost(LIMIT).until(() -> messages.received() >= MESSAGES);
			assertThat(messages.summary()).isEqualTo(MESSAGES + " 0 0");
			assertThat(List.copyOf(receiver.faults())).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(value = CurveProvider.class, names = { "JNACL", "BOUNCYCASTLE" })
	void messagesArriveWithTheOtherLibraries(CurveProvider provider) {
		String address = TestTransport.TCP.address();
		NumberedMessages messages = new NumberedMessages(0);
		int count = MESSAGES / 4;
		try (SecureLink link = new SecureLink(certificates, provider);
				PythonPeer python = PythonPeer.secure(certificates.toString(), "push", "connect", address,
						"curve-client", "" + count)) {
			link.receiver("pull", settings(address, true, "curve-server"), messages, (event) -> {
			});
			python.writeLine("");
			await().atMost(LIMIT).until(() -> messages.received() >= count);
			assertThat(messages.summary()).isEqualTo(count + " 0 0");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP,curve-stranger,does not let our key in",
			"TCP,plain-stranger,does not accept our username and password",
			"IPC,curve-stranger,does not let our key in",
			"IPC,plain-stranger,does not accept our username and password" })
	void authenticatorOfPythonDeniesThisSide(TestTransport transport, String security, String fault) {
		String address = transport.address();
		NumberedMessages nothing = new NumberedMessages(0);
		NumberedMessages messages = new NumberedMessages(0);
		int count = 100;
		try (SecureLink stranger = new SecureLink(certificates);
				SecureLink client = new SecureLink(certificates);
				PythonPeer python = PythonPeer.secure(certificates.toString(), "pub", "bind", address,
						security.replace("stranger", "server"), "" + count)) {
			python.answer();
			ReceivingSocket denied = stranger.receiver("sub", settings(address, false, security), nothing, (event) -> {
			});
			await()
				.untilAsserted(() -> assertThat(denied.faults()).singleElement().asString().contains(address, fault));
			ReceivingSocket allowed = client.receiver("sub",
					settings(address, false, security.replace("stranger", "client")), messages, (event) -> {
					});
			await().until(() -> allowed.connections().count() == 1);
			python.writeLine("");
			await().until(() -> messages.received() == count);
			assertThat(denied.connections().count()).isZero();
			assertThat(nothing.received()).isZero();
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP,curve-stranger,UNKNOWN_CLIENT", "TCP,plain-stranger,WRONG_CREDENTIALS",
			"IPC,curve-stranger,UNKNOWN_CLIENT", "IPC,plain-stranger,WRONG_CREDENTIALS" })
	void thisSideDeniesPython(TestTransport transport, String security, DenialReason reason) {
		String address = transport.address();
		NumberedMessages messages = new NumberedMessages(0);
		Queue<DenialReason> denials = new ConcurrentLinkedQueue<>();
		try (SecureLink link = new SecureLink(certificates);
				PythonPeer stranger = PythonPeer.secure(certificates.toString(), "push", "connect", address, security,
						"50");
				PythonPeer client = PythonPeer.secure(certificates.toString(), "push", "connect", address,
						security.replace("stranger", "client"), "100")) {
			stranger.writeLine("");
			link.receiver("pull", settings(address, true, security.replace("stranger", "server")), messages,
					(event) -> {
						if (event.denial() != null) {
							denials.add(event.denial().reason());
						}
					});
			// Denied twice: it has tried again
			await().until(() -> denials.size() >= 2);
			client.writeLine("");
			await().until(() -> messages.received() == 100);
			assertThat(messages.summary()).isEqualTo("100 0 0");
			assertThat(denials).containsOnly(reason);
		}
	}

}
