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
import java.util.Arrays;
import java.util.List;

/**
 * What a peer of CURVE does that the target has let in. Most kinds must end the
 * connection; the others are unusual only.
 */
final class TrafficBreak {

	static final List<String> KINDS = List.of("message sent twice", "message with a changed bit",
			"message with a nonce used before", "message with a smaller nonce", "message after the last nonce",
			"message with nonce 0", "message in clear text", "commands in clear text", "box of a few bytes",
			"message of another direction", "message sealed with zeros", "message of an old connection",
			"commands of the handshake", "command with MORE", "short PING", "unknown command", "large command",
			"large message", "large length", "unknown flags", "flags of the frame", "any content", "many frames",
			"many PINGs");

	private static final List<String> HARMLESS = List.of("unknown flags", "flags of the frame", "any content",
			"many frames", "many PINGs");

	private static final List<String> UNKNOWN = List.of("", "\5", "\10NONSENSE", "\5READY", "\5ERROR\003400",
			"\7MESSAGE", "\5HELLO", "\4PINX\0\0", "\377CANCEL");

	private static final byte[] PING = Zmtp.bytes("\4PING\0\0");

	private final SecureAttack attack;

	private final AttackConnection connection;

	private final CurveSession session;

	private final byte[] forged = Zmtp.bytes(SecureAttack.FORGED);

	TrafficBreak(SecureAttack attack, AttackConnection connection, CurveSession session) {
		this.attack = attack;
		this.connection = connection;
		this.session = session;
	}

	void play() throws IOException {
		if (this.attack.random.nextBoolean()) {
			this.attack.speak(this.connection, this.session, true);
		}
		this.connection.write(broken());
		boolean harmless = HARMLESS.contains(this.attack.kind);
		this.attack.speak(this.connection, this.session, harmless);
		if (harmless) {
			this.connection.drain(20);
		}
		else {
			this.attack.speak(this.connection, FrameCodec.CLEAR, false);
			this.attack.expectEnd(this.connection, true);
		}
	}

	private byte[] broken() {
		return switch (this.attack.kind) {
			case "message sent twice" -> Zmtp.repeated(this.attack.spoken(this.session, true), 2);
			case "message with a changed bit" -> Zmtp.frame(0, this.attack.flipped(message(), 0));
			case "message with a nonce used before" -> {
				this.session.nonce -= 1 + this.attack.random.nextInt((int) this.session.nonce - 1);
				yield Zmtp.frame(0, message());
			}
			case "message with a smaller nonce" -> {
				this.session.nonce += this.attack.random.nextInt(1 << 30) + 10;
				byte[] first = this.attack.spoken(this.session, true);
				this.session.nonce -= 8;
				yield Zmtp.join(first, Zmtp.frame(0, message()));
			}
			case "message after the last nonce" -> {
				this.session.nonce = -1;
				byte[] last = this.session.encode(Zmtp.COMMAND, PING);
				yield Zmtp.join(last, Zmtp.frame(0, message()));
			}
			case "message with nonce 0" -> {
				this.session.nonce = 0;
				yield Zmtp.frame(0, message());
			}
			case "message in clear text" -> this.attack.spoken(FrameCodec.CLEAR, false);
			case "commands in clear text" -> Zmtp.frame(Zmtp.COMMAND, PING);
			case "box of a few bytes" -> Zmtp.frame(0, Arrays.copyOf(message(), this.attack.random.nextInt(33)));
			case "message of another direction" -> Zmtp.frame(0, CurveCommands.message(!this.session.server,
					this.session.nonce++, this.session.key, Zmtp.join(new byte[1], this.forged)));
			case "message sealed with zeros" -> Zmtp.frame(0, CurveCommands.message(this.session.server,
					this.session.nonce++, new byte[32], Zmtp.join(new byte[1], this.forged)));
			case "message of an old connection" -> Zmtp.frame(0, this.attack.side.recorded("MESSAGE"));
			case "commands of the handshake" -> Zmtp.frame(Zmtp.COMMAND, this.attack.outOfOrder("MESSAGE"));
			case "command with MORE" -> Zmtp.frame(0, this.session.box(3, PING));
			case "short PING" ->
				Zmtp.frame(0, this.session.box(2, Arrays.copyOf(PING, 5 + this.attack.random.nextInt(2))));
			case "unknown command" ->
				Zmtp.frame(0, this.session.box(2, Zmtp.bytes(UNKNOWN.get(this.attack.random.nextInt(UNKNOWN.size())))));
			case "large command" -> Zmtp.frame(0, this.session.box(2, Arrays.copyOf(PING, 2049)));
			case "large message" -> this.session.encode(0, new byte[SecureStreamGenerator.LARGEST + 1]);
			case "large length" ->
				Zmtp.longHeader(0, SecureStreamGenerator.LARGEST + 34L + this.attack.random.nextInt(Integer.MAX_VALUE));
			case "unknown flags" -> Zmtp.frame(0, this.session.box(0xfc, content()));
			case "flags of the frame" -> Zmtp.frame(this.attack.random.nextBoolean() ? Zmtp.MORE : Zmtp.COMMAND,
					this.session.message(0, content()));
			case "many frames" -> repeatedBoxes(1, 1200);
			case "many PINGs" -> repeatedBoxes(2, 500);
			default ->
				Zmtp.frame(0, this.session.box(this.attack.random.nextInt(256), this.attack.malformed.bytes(300)));
		};
	}

	private byte[] message() {
		return this.session.message(0, this.forged);
	}

	private byte[] content() {
		return this.attack.peerType.equals("SUB") ? Zmtp.bytes("\1odd") : Zmtp.bytes("odd");
	}

	private byte[] repeatedBoxes(int flags, int count) {
		byte[][] boxes = new byte[count][];
		for (int i = 0; i < count; i++) {
			boxes[i] = Zmtp.frame(0, this.session.box(flags, PING));
		}
		return Zmtp.join(boxes);
	}

}
