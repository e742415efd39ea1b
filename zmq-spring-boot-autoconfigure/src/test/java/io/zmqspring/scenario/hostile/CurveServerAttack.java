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
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.zmqspring.testsupport.LowOrderPoints;

/**
 * A hostile server of CURVE. An insider has the secret key that the target expects, a
 * stranger knows its public key only.
 */
final class CurveServerAttack extends SecureAttack {

	private static final List<String> WELCOME = List.of("WELCOME of another length", "WELCOME with a changed bit",
			"WELCOME with a key of low order", "WELCOME of an old connection", "WELCOME sealed with zeros",
			"something else than WELCOME", "reflected HELLO", "READY at once", "ERROR at once",
			"messages in place of WELCOME", "WELCOME twice");

	private static final List<String> READY = List.of("READY of another length", "READY with a changed bit",
			"READY sealed with zeros", "READY with nonce 0", "READY of an old connection", "odd properties",
			"something else than READY", "reflected INITIATE", "WELCOME in place of READY", "ERROR after INITIATE",
			"messages in place of READY", "READY twice");

	CurveServerAttack(Random random, SecureSide side, String peerType) {
		this(random, side, peerType, random.nextInt(3) > 0);
	}

	private CurveServerAttack(Random random, SecureSide side, String peerType, boolean insider) {
		super(random, side, peerType, insider, insider
				? Stream.of(WELCOME, READY, TrafficBreak.KINDS, TrafficBreak.KINDS).toList().get(random.nextInt(4))
				: List.of("WELCOME of another server", "WELCOME of an old connection", "something else than WELCOME",
						"reflected HELLO", "READY at once", "ERROR at once", "messages in place of WELCOME"));
	}

	@Override
	void play(AttackConnection connection) throws IOException {
		CurveSession session = CurveSession.server(this.random, this.insider ? SecureSide.SERVER : SecureSide.STRANGER);
		connection.greet("CURVE");
		byte[] hello = connection.expect();
		if (this.insider) {
			session.takeHello(hello);
		}
		else {
			session.peerShortTerm = CurveCommands.part(hello, 80, 32);
			session.key = CurveSession.shared(session.shortTerm, session.peerShortTerm);
		}
		if (WELCOME.contains(this.kind) || !this.insider) {
			connection.command(welcome(session, hello));
			if (this.kind.equals("WELCOME twice")) {
				connection.command(session.welcome());
			}
			else {
				connection.command(session.ready(properties()));
			}
			goOn(connection, session, this.kind.equals("WELCOME twice"));
			return;
		}
		connection.command(session.welcome());
		byte[] initiate = connection.expect();
		if (READY.contains(this.kind)) {
			connection.command(ready(session, initiate));
			if (this.kind.equals("odd properties")) {
				speak(connection, session, true);
				connection.drain(20);
				return;
			}
			if (this.kind.equals("READY twice")) {
				letIn();
				connection.command(session.ready(properties()));
			}
			goOn(connection, session, this.kind.equals("READY twice"));
			return;
		}
		connection.command(session.ready(properties()));
		letIn();
		new TrafficBreak(this, connection, session).play();
	}

	private void goOn(AttackConnection connection, CurveSession session, boolean answerAllowed) throws IOException {
		speak(connection, session, false);
		speak(connection, FrameCodec.CLEAR, false);
		expectEnd(connection, answerAllowed);
	}

	private byte[] welcome(CurveSession session, byte[] hello) {
		return switch (this.kind) {
			case "WELCOME of another length" -> resized(session.welcome());
			case "WELCOME with a changed bit" -> flipped(session.welcome(), 0);
			case "WELCOME with a key of low order" -> {
				session.key = LowOrderPoints.sharedKey();
				yield CurveCommands.welcome(session.bytes(16), session.helloKey(), LowOrderPoints.one(this.random),
						session.cookie);
			}
			case "WELCOME of an old connection" -> recordedOr("WELCOME", session.bytes(168));
			case "WELCOME sealed with zeros" ->
				CurveCommands.welcome(session.bytes(16), new byte[32], session.shortTerm.publicKey(), session.cookie);
			case "reflected HELLO" -> hello;
			case "READY at once" -> CurveCommands.ready(1, new byte[32], properties());
			case "ERROR at once" -> error();
			case "messages in place of WELCOME" -> session.message(0, Zmtp.bytes(FORGED));
			case "WELCOME twice", "WELCOME of another server" -> session.welcome();
			default -> outOfOrder("WELCOME");
		};
	}

	private byte[] ready(CurveSession session, byte[] initiate) {
		return switch (this.kind) {
			case "READY of another length" -> resized(session.ready(properties()));
			case "READY with a changed bit" -> flipped(session.ready(properties()), 0);
			case "READY sealed with zeros" -> CurveCommands.ready(session.nonce++, new byte[32], properties());
			case "READY with nonce 0" -> CurveCommands.ready(0, session.key, properties());
			case "READY of an old connection" -> recordedOr("READY", session.bytes(60));
			case "odd properties" -> session.ready(oddProperties());
			case "reflected INITIATE" -> initiate;
			case "WELCOME in place of READY" -> session.welcome();
			case "ERROR after INITIATE" -> error();
			case "messages in place of READY" -> session.message(0, Zmtp.bytes(FORGED));
			case "READY twice" -> session.ready(properties());
			default -> outOfOrder("READY");
		};
	}

	private byte[] recordedOr(String name, byte[] otherwise) {
		byte[] command = this.side.recorded(name);
		return (command.length > 0) ? command : otherwise;
	}

	private byte[] error() {
		byte[] reason = this.malformed.bytes(255);
		return Zmtp.join(Zmtp.bytes("\5ERROR"), new byte[] { (byte) this.random.nextInt(256) }, reason);
	}

}
