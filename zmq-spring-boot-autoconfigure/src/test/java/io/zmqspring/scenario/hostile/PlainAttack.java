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

/**
 * A hostile client or server of PLAIN. An insider knows the password; every server is
 * one, because a server of PLAIN has nothing to prove.
 */
final class PlainAttack extends SecureAttack {

	private static final List<String> HELLO = List.of("wrong password", "password of another user",
			"beginning of the password", "longer password", "empty password", "unknown user", "user of 200 bytes",
			"user of 255 bytes", "empty user", "length of the user", "length of the password", "truncated HELLO",
			"longer HELLO", "something else than HELLO", "messages in place of HELLO", "HELLO twice");

	private static final List<String> INITIATE = List.of("odd properties", "something else than INITIATE",
			"INITIATE twice", "messages in place of INITIATE", "malformed command", "frames with any flags");

	private static final List<String> SERVER = List.of("READY at once", "something else than WELCOME", "longer WELCOME",
			"WELCOME twice", "ERROR at once", "reflected HELLO", "messages in place of WELCOME");

	private static final List<String> READY = List.of("odd properties", "something else than READY",
			"reflected INITIATE", "messages in place of READY", "READY twice", "malformed command",
			"frames with any flags");

	PlainAttack(Random random, SecureSide side, String peerType) {
		this(random, side, peerType, random.nextBoolean());
	}

	private PlainAttack(Random random, SecureSide side, String peerType, boolean insider) {
		super(random, side, peerType, insider || !side.targetIsServer(),
				Stream.of(side.targetIsServer() ? (insider ? INITIATE : HELLO) : (insider ? READY : SERVER))
					.toList()
					.get(0));
	}

	static byte[] hello(String user, String password) {
		return Zmtp.join(Zmtp.bytes("\5HELLO"), new byte[] { (byte) user.length() }, Zmtp.bytes(user),
				new byte[] { (byte) password.length() }, Zmtp.bytes(password));
	}

	@Override
	void play(AttackConnection connection) throws IOException {
		connection.greet("PLAIN");
		if (this.side.targetIsServer()) {
			asClient(connection);
		}
		else {
			asServer(connection);
		}
	}

	private void asClient(AttackConnection connection) throws IOException {
		if (HELLO.contains(this.kind)) {
			connection.command(hello());
			if (this.kind.equals("HELLO twice")) {
				connection.command(hello());
			}
			end(connection, initiate(), this.kind.equals("HELLO twice"));
			return;
		}
		connection
			.command(hello(this.random.nextBoolean() ? SecureSide.USER : SecureSide.LONG_USER, SecureSide.PASSWORD));
		connection.expect();
		switch (this.kind) {
			case "something else than INITIATE" -> end(connection, outOfOrder("INITIATE"), false);
			case "messages in place of INITIATE" -> end(connection, Zmtp.bytes(FORGED), false);
			case "odd properties" -> odd(connection, Zmtp.bytes("\10INITIATE"));
			case "INITIATE twice" -> {
				connection.command(initiate());
				letIn();
				end(connection, initiate(), true);
			}
			default -> {
				connection.command(initiate());
				connection.expect();
				inTraffic(connection);
			}
		}
	}

	private void asServer(AttackConnection connection) throws IOException {
		byte[] hello = connection.expect();
		if (SERVER.contains(this.kind)) {
			connection.command(welcome(hello));
			if (this.kind.equals("WELCOME twice")) {
				connection.command(welcome(hello));
			}
			end(connection, Zmtp.join(Zmtp.bytes("\5READY"), properties()), this.kind.equals("WELCOME twice"));
			return;
		}
		connection.command(Zmtp.bytes("\7WELCOME"));
		byte[] initiate = connection.expect();
		byte[] ready = Zmtp.join(Zmtp.bytes("\5READY"), properties());
		switch (this.kind) {
			case "something else than READY" -> end(connection, outOfOrder("READY"), false);
			case "messages in place of READY" -> end(connection, Zmtp.bytes(FORGED), false);
			case "reflected INITIATE" -> end(connection, initiate, false);
			case "odd properties" -> odd(connection, Zmtp.bytes("\5READY"));
			case "READY twice" -> {
				connection.command(ready);
				letIn();
				end(connection, ready, true);
			}
			default -> {
				connection.command(ready);
				inTraffic(connection);
			}
		}
	}

	private void inTraffic(AttackConnection connection) throws IOException {
		letIn();
		speak(connection, FrameCodec.CLEAR, true);
		if (this.kind.equals("malformed command")) {
			end(connection, this.malformed.bytes(3), true);
			return;
		}
		connection.write(Zmtp.frame(this.random.nextInt(256), this.malformed.bytes(300)));
		connection.drain(20);
	}

	private void odd(AttackConnection connection, byte[] name) throws IOException {
		mayRead();
		connection.command(Zmtp.join(name, oddProperties()));
		speak(connection, FrameCodec.CLEAR, true);
		connection.drain(20);
	}

	private void end(AttackConnection connection, byte[] command, boolean answerAllowed) throws IOException {
		connection.command(command);
		speak(connection, FrameCodec.CLEAR, false);
		expectEnd(connection, answerAllowed);
	}

	private byte[] initiate() {
		return Zmtp.join(Zmtp.bytes("\10INITIATE"), properties());
	}

	private byte[] hello() {
		String password = SecureSide.PASSWORD;
		byte[] right = hello(SecureSide.USER, password);
		return switch (this.kind) {
			case "wrong password" -> hello(SecureSide.USER, password.toUpperCase(java.util.Locale.ROOT));
			case "password of another user" -> hello("eve", password);
			case "beginning of the password" ->
				hello(SecureSide.USER, password.substring(0, this.random.nextInt(password.length())));
			case "longer password" -> hello(SecureSide.USER, password + "\0");
			case "empty password" -> hello(SecureSide.USER, "");
			case "unknown user" -> hello(SecureSide.USER + "\0", password);
			case "user of 200 bytes" -> hello("v".repeat(200), password);
			case "user of 255 bytes" -> hello("v".repeat(255), "w".repeat(255));
			case "empty user" -> hello("", "");
			case "length of the user" -> {
				right[6] = (byte) (right[6] + 1 + this.random.nextInt(255));
				yield right;
			}
			case "length of the password" -> {
				right[7 + SecureSide.USER.length()] += (byte) (1 + this.random.nextInt(255));
				yield right;
			}
			case "truncated HELLO" -> CurveCommands.part(right, 0, this.random.nextInt(right.length));
			case "longer HELLO" -> Zmtp.join(right, new byte[1 + this.random.nextInt(100)]);
			case "HELLO twice" -> right;
			case "messages in place of HELLO" -> Zmtp.bytes(FORGED);
			default -> outOfOrder("HELLO");
		};
	}

	private byte[] welcome(byte[] hello) {
		return switch (this.kind) {
			case "READY at once" -> Zmtp.join(Zmtp.bytes("\5READY"), properties());
			case "longer WELCOME" -> Zmtp.bytes("\7WELCOMEx");
			case "WELCOME twice" -> Zmtp.bytes("\7WELCOME");
			case "ERROR at once" -> Zmtp.join(Zmtp.bytes("\5ERROR"), new byte[] { (byte) this.random.nextInt(256) },
					this.malformed.bytes(9));
			case "reflected HELLO" -> hello;
			case "messages in place of WELCOME" -> Zmtp.bytes(FORGED);
			default -> outOfOrder("WELCOME");
		};
	}

}
