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
import java.util.Random;

/**
 * What a hostile peer does to a target with security: it follows the protocol up to a
 * point, breaks it there in one way, and goes on as if it had been let in.
 */
abstract class SecureAttack {

	/** The text of messages that must not reach the target. */
	static final String FORGED = "forged";

	/** The text of messages of a peer that the target has let in. */
	static final String INSIDER = "insider";

	private static final int LONGEST_END_MILLIS = 5000;

	final Random random;

	final SecureSide side;

	final String peerType;

	final boolean insider;

	final String kind;

	final MalformedBytes malformed;

	private final String text;

	private int spoken;

	private boolean deep;

	private boolean entitled;

	private String fault = "";

	SecureAttack(Random random, SecureSide side, String peerType, boolean insider, List<String> kinds) {
		this.random = random;
		this.side = side;
		this.peerType = peerType;
		this.insider = insider;
		this.kind = kinds.get(random.nextInt(kinds.size()));
		this.malformed = new MalformedBytes(random);
		this.text = INSIDER + " " + random.nextLong();
	}

	/**
	 * Play the attack.
	 * @param connection the connection with the target
	 * @throws IOException if the target closes it
	 */
	abstract void play(AttackConnection connection) throws IOException;

	final String describe() {
		return (this.insider ? "insider" : "stranger") + " of " + this.side + ", " + this.kind;
	}

	/**
	 * Whether the target had let this peer in before the protocol was broken.
	 * @return {@code true} if the attack went that far
	 */
	final boolean isDeep() {
		return this.deep;
	}

	final void letIn() {
		this.deep = true;
		this.entitled = !this.side.isCurve();
	}

	/**
	 * The target accepts any server of PLAIN, which has nothing to prove.
	 */
	final void mayRead() {
		this.entitled = true;
	}

	/**
	 * Check what has reached this peer.
	 * @param connection its connection
	 * @return what it should not have got, empty if there is nothing
	 */
	final String faults(AttackConnection connection) {
		if (!this.entitled && connection.hasReceived(Target.TEXT)) {
			return "a message reached the peer in clear text";
		}
		return this.fault;
	}

	final void blame(String what) {
		this.fault = what;
	}

	/**
	 * Send what the target would take from a good peer.
	 * @param connection the connection
	 * @param codec encodes the frames
	 * @param mayArrive whether the target has let this peer in and may take it
	 * @throws IOException if the target closes the connection
	 */
	final void speak(AttackConnection connection, FrameCodec codec, boolean mayArrive) throws IOException {
		connection.write(spoken(codec, mayArrive));
	}

	final byte[] spoken(FrameCodec codec, boolean mayArrive) {
		byte[] content = Zmtp.bytes(mayArrive ? this.text + "-" + this.spoken++ : FORGED);
		return switch (this.peerType) {
			case "SUB" -> Zmtp.join(codec.encode(0, Zmtp.join(new byte[] { 1 }, content)),
					codec.encode(0, Zmtp.bytes(mayArrive ? "\1" + Target.TOPIC : "\1")));
			case "PUB" -> Zmtp.join(codec.encode(Zmtp.MORE, Zmtp.bytes(Target.TOPIC)), codec.encode(0, content));
			default -> codec.encode(0, content);
		};
	}

	/**
	 * Wait for the end of the connection, which the target must not have answered.
	 * @param connection the connection
	 * @param answerAllowed whether the target may send frames before
	 */
	final void expectEnd(AttackConnection connection, boolean answerAllowed) {
		try {
			while (true) {
				byte[] answer = connection.next(LONGEST_END_MILLIS);
				if (answer == null) {
					blame("the connection was not ended");
					return;
				}
				if (!answerAllowed && !Zmtp.text(answer).startsWith("\5ERROR")) {
					blame("the target answered");
				}
			}
		}
		catch (IOException ex) {
			// It has ended
		}
	}

	final byte[] properties() {
		return Zmtp.property("Socket-Type", Zmtp.bytes(this.peerType));
	}

	/**
	 * Properties that are unusual or malformed.
	 * @return the properties
	 */
	final byte[] oddProperties() {
		return switch (this.random.nextInt(8)) {
			case 0 -> Zmtp.join(properties(), Zmtp.repeated(Zmtp.property("x", new byte[0]), 300));
			case 1 -> Zmtp.join(properties(), Zmtp.repeated(Zmtp.property("X-Y", this.malformed.bytes(2)), 150));
			case 2 -> Zmtp.join(properties(), Zmtp.property("User-Id", Zmtp.bytes("admin")),
					Zmtp.property("Peer-Address", Zmtp.bytes("127.0.0.1:1")));
			case 3 -> Zmtp.property("Identity", this.malformed.bytes(255));
			case 4 -> Zmtp.property("Socket-Type", Zmtp.bytes(this.malformed.type()));
			case 5 ->
				Zmtp.join(properties(), new byte[] { 3 }, Zmtp.bytes("abc"), Zmtp.number(this.random.nextLong(), 4));
			case 6 -> this.malformed.bytes(300);
			default -> new byte[0];
		};
	}

	/**
	 * Any command in the place of the right one.
	 * @param right the name of the right one
	 * @return another one
	 */
	final byte[] outOfOrder(String right) {
		List<byte[]> commands = List.of(recorded("HELLO", 200), recorded("WELCOME", 168), recorded("INITIATE", 260),
				recorded("READY", 60), recorded("MESSAGE", 40), Zmtp.bytes("\5ERROR\003400"),
				Zmtp.bytes("\5ERROR\377x"), Zmtp.bytes("\5ERROR"), Zmtp.bytes("\11SUBSCRIBEx"),
				Zmtp.bytes("\4PING\0\0"), Zmtp.join(Zmtp.bytes("\5READY"), properties()),
				PlainAttack.hello(SecureSide.USER, "guess"), Zmtp.join(Zmtp.bytes("\10INITIATE"), properties()),
				new byte[0], new byte[] { 5 }, this.malformed.bytes(300));
		byte[] command;
		do {
			command = commands.get(this.random.nextInt(commands.size()));
		}
		while (Zmtp.text(command).startsWith((char) right.length() + right));
		return command;
	}

	private byte[] recorded(String name, int otherwise) {
		byte[] command = this.side.recorded(name);
		return (command.length > 0) ? command : Arrays.copyOf(Zmtp.bytes((char) name.length() + name), otherwise);
	}

	final byte[] flipped(byte[] bytes, int from) {
		byte[] changed = bytes.clone();
		int bit = from * 8 + this.random.nextInt((bytes.length - from) * 8);
		changed[bit / 8] ^= (byte) (1 << bit % 8);
		return changed;
	}

	final byte[] resized(byte[] bytes) {
		int size = this.random.nextBoolean() ? this.random.nextInt(bytes.length)
				: bytes.length + 1 + this.random.nextInt(2100);
		return Arrays.copyOf(bytes, size);
	}

}
