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

import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.testsupport.LowOrderPoints;

/**
 * A hostile client of CURVE. An insider has a key that the target lets in, a stranger has
 * one that it does not.
 */
final class CurveClientAttack extends SecureAttack {

	private static final List<String> HELLO = List.of("HELLO of another length", "HELLO with a changed bit",
			"HELLO with a key of low order", "HELLO for another server", "HELLO with nonce 0",
			"HELLO with other content", "HELLO with another version", "HELLO sealed with zeros",
			"something else than HELLO", "messages in place of HELLO", "HELLO twice", "recorded handshake");

	private static final List<String> INITIATE = List.of("INITIATE of another length", "INITIATE with a changed bit",
			"INITIATE with a random cookie", "INITIATE with the cookie of an old connection",
			"INITIATE of an old connection", "INITIATE with a nonce used before", "INITIATE with nonce 0",
			"INITIATE sealed with zeros", "vouch by another key", "vouch for another short-term key",
			"vouch for another server", "client key of low order", "client key of zeros", "odd properties",
			"something else than INITIATE", "reflected WELCOME", "INITIATE twice", "messages in place of INITIATE");

	CurveClientAttack(Random random, SecureSide side, String peerType) {
		super(random, side, peerType, random.nextInt(3) > 0,
				Stream.of(HELLO, INITIATE, TrafficBreak.KINDS, TrafficBreak.KINDS).toList().get(random.nextInt(4)));
	}

	@Override
	void play(AttackConnection connection) throws IOException {
		CurveSession session = CurveSession.client(this.random, this.insider ? SecureSide.CLIENT : SecureSide.STRANGER,
				SecureSide.SERVER.publicKey());
		connection.greet("CURVE");
		if (HELLO.contains(this.kind)) {
			connection.command(hello(session));
			goOn(connection, session);
			return;
		}
		connection.command(session.hello());
		byte[] welcome = connection.expect();
		session.takeWelcome(welcome);
		if (INITIATE.contains(this.kind)) {
			initiate(connection, session, welcome);
			return;
		}
		connection.command(session.initiate(properties()));
		if (!this.insider) {
			speak(connection, session, false);
			expectEnd(connection, false);
			return;
		}
		connection.expect();
		letIn();
		new TrafficBreak(this, connection, session).play();
	}

	private byte[] hello(CurveSession session) {
		byte[] key = session.shortTerm.publicKey();
		return switch (this.kind) {
			case "HELLO of another length" -> resized(session.hello());
			// The padding has no meaning
			case "HELLO with a changed bit" -> flipped(session.hello(), 80);
			case "HELLO with a key of low order" ->
				CurveCommands.hello(LowOrderPoints.one(this.random), 1, LowOrderPoints.sharedKey(), CurveSession.ZEROS);
			case "HELLO for another server" ->
				CurveSession.client(this.random, SecureSide.CLIENT, SecureSide.STRANGER.publicKey()).hello();
			case "HELLO with nonce 0" -> CurveCommands.hello(key, 0, session.helloKey(), CurveSession.ZEROS);
			case "HELLO with other content" -> CurveCommands.hello(key, 1, session.helloKey(), session.bytes(64));
			case "HELLO with another version" -> {
				byte[] hello = session.hello();
				hello[6 + this.random.nextInt(2)]++;
				yield hello;
			}
			case "HELLO sealed with zeros" -> CurveCommands.hello(key, 1, new byte[32], CurveSession.ZEROS);
			case "messages in place of HELLO" -> Zmtp.bytes(FORGED);
			case "HELLO twice", "recorded handshake" -> session.hello();
			default -> outOfOrder("HELLO");
		};
	}

	// None of the broken HELLOs may be answered
	private void goOn(AttackConnection connection, CurveSession session) throws IOException {
		switch (this.kind) {
			case "HELLO twice" -> connection.command(session.hello());
			case "recorded handshake" -> {
				connection.expect();
				connection.command(this.side.recorded("INITIATE"));
				connection.write(Zmtp.frame(0, this.side.recorded("MESSAGE")));
			}
			default -> {
			}
		}
		connection.command(session.initiate(properties()));
		speak(connection, session, false);
		speak(connection, FrameCodec.CLEAR, false);
		expectEnd(connection, this.kind.equals("HELLO twice"));
	}

	private void initiate(AttackConnection connection, CurveSession session, byte[] welcome) throws IOException {
		byte[] initiate = initiate(session, welcome);
		connection.command(initiate);
		if (this.kind.equals("INITIATE twice")) {
			connection.command(session.initiate(properties()));
		}
		if (this.kind.equals("odd properties") && this.insider) {
			if (connection.next(200) != null) {
				letIn();
			}
			speak(connection, session, true);
			connection.drain(20);
			return;
		}
		speak(connection, session, false);
		speak(connection, FrameCodec.CLEAR, false);
		expectEnd(connection, this.kind.equals("INITIATE twice"));
	}

	private byte[] initiate(CurveSession session, byte[] welcome) {
		byte[] mine = session.own.publicKey();
		byte[] good = SecureSide.CLIENT.publicKey();
		byte[] key = session.key;
		return switch (this.kind) {
			case "INITIATE of another length" -> resized(session.initiate(properties()));
			case "INITIATE with a changed bit" -> flipped(session.initiate(properties()), 0);
			case "INITIATE with a random cookie" -> with(session, session.bytes(CurveCommands.COOKIE_LENGTH));
			case "INITIATE with the cookie of an old connection" -> with(session, CurveCommands
				.part(this.side.recorded("INITIATE"), CurveCommands.COOKIE_AT, CurveCommands.COOKIE_LENGTH));
			case "INITIATE of an old connection" -> this.side.recorded("INITIATE");
			case "INITIATE with a nonce used before" ->
				CurveCommands.initiate(session.cookie, 1, key, mine, session.vouch(), properties());
			case "INITIATE with nonce 0" ->
				CurveCommands.initiate(session.cookie, 0, key, mine, session.vouch(), properties());
			case "INITIATE sealed with zeros" ->
				CurveCommands.initiate(session.cookie, 2, new byte[32], mine, session.vouch(), properties());
			case "vouch by another key" -> vouched(session, good,
					vouch(session, SecureSide.STRANGER, session.shortTerm.publicKey(), session.serverKey));
			case "vouch for another short-term key" -> vouched(session, mine,
					vouch(session, session.own, CurveSession.pair(this.random).publicKey(), session.serverKey));
			case "vouch for another server" -> vouched(session, mine,
					vouch(session, session.own, session.shortTerm.publicKey(), SecureSide.STRANGER.publicKey()));
			case "client key of low order" -> vouched(session, LowOrderPoints.one(this.random), knownVouch(session));
			case "client key of zeros" -> vouched(session, new byte[32], knownVouch(session));
			case "odd properties" -> session.initiate(oddProperties());
			case "reflected WELCOME" -> welcome;
			case "INITIATE twice" -> session.initiate(properties());
			case "messages in place of INITIATE" -> session.message(0, Zmtp.bytes(FORGED));
			default -> outOfOrder("INITIATE");
		};
	}

	private byte[] with(CurveSession session, byte[] cookie) {
		return CurveCommands.initiate(cookie, session.nonce++, session.key, session.own.publicKey(), session.vouch(),
				properties());
	}

	private byte[] vouched(CurveSession session, byte[] clientKey, byte[] vouch) {
		return CurveCommands.initiate(session.cookie, session.nonce++, session.key, clientKey, vouch, properties());
	}

	private static byte[] vouch(CurveSession session, CurveKeyPair signer, byte[] shortTermKey, byte[] serverKey) {
		return CurveCommands.vouch(session.bytes(16), CurveSession.shared(signer, session.peerShortTerm), shortTermKey,
				serverKey);
	}

	private static byte[] knownVouch(CurveSession session) {
		return CurveCommands.vouch(session.bytes(16), LowOrderPoints.sharedKey(), session.shortTerm.publicKey(),
				session.serverKey);
	}

}
