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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A peer that stops in the middle of the handshake of CURVE or PLAIN, and goes on later.
 * The cookie of CURVE is valid as long as the connection, which ends at the deadline.
 */
@ParameterizedClass
@EnumSource
class ExpiredHandshakeTests {

	private static final byte[] PROPERTIES = Zmtp.property("Socket-Type", Zmtp.bytes("PUB"));

	private final TestTransport transport;

	ExpiredHandshakeTests(TestTransport transport) {
		this.transport = transport;
	}

	@ParameterizedTest
	@EnumSource(SecureSide.class)
	void handshakeThatIsContinuedAfterTheDeadlineIsNotAnswered(SecureSide side) throws IOException {
		SecuritySettings security = SecureSide.settings(Map.of("handshake-timeout", "300ms"));
		ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, security);
		try (RoleTarget target = new SubscriberTarget(context, PeerConnector.forBoundTarget(this.transport),
				side.socketSettings())) {
			target.secure(side);
			target.exchangeMessage();
			try (RawConnection raw = target.connector().connectHostilePeer()) {
				AttackConnection connection = new AttackConnection(raw, 1 << 20);
				byte[] late = handshakeUpToTheLastCommand(side, connection);
				await().until(() -> target.role().stats().rejected("no-handshake") == 1);
				assertThat(sendsAndGetsAnAnswer(connection, late)).isFalse();
			}
			target.exchangeMessage();
			assertThat(target.faults()).isEmpty();
		}
		finally {
			context.close();
		}
	}

	private static byte[] handshakeUpToTheLastCommand(SecureSide side, AttackConnection connection) throws IOException {
		connection.greet(side.mechanism());
		Random random = new Random();
		switch (side) {
			case CURVE_SERVER -> {
				CurveSession session = CurveSession.client(random, SecureSide.CLIENT, SecureSide.SERVER.publicKey());
				connection.command(session.hello());
				session.takeWelcome(connection.expect());
				return session.initiate(PROPERTIES);
			}
			case CURVE_CLIENT -> {
				CurveSession session = CurveSession.server(random, SecureSide.SERVER);
				session.takeHello(connection.expect());
				connection.command(session.welcome());
				connection.expect();
				return session.ready(PROPERTIES);
			}
			case PLAIN_SERVER -> {
				connection.command(PlainAttack.hello(SecureSide.USER, SecureSide.PASSWORD));
				connection.expect();
				return Zmtp.join(Zmtp.bytes("\10INITIATE"), PROPERTIES);
			}
			default -> {
				connection.expect();
				connection.command(Zmtp.bytes("\7WELCOME"));
				connection.expect();
				return Zmtp.join(Zmtp.bytes("\5READY"), PROPERTIES);
			}
		}
	}

	private static boolean sendsAndGetsAnAnswer(AttackConnection connection, byte[] command) {
		try {
			connection.command(command);
			return connection.next(5000) != null;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
