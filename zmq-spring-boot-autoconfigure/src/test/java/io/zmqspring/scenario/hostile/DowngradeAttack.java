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
 * A peer that wants another mechanism than the target, or an old version of ZMTP that has
 * none.
 */
final class DowngradeAttack extends SecureAttack {

	private static final List<String> KINDS = List.of("mechanism NULL", "other mechanism", "unknown mechanism",
			"ZMTP 1.0", "ZMTP 2.0 with revision 0", "ZMTP 2.0 with revision 1", "no greeting", "malformed greeting");

	DowngradeAttack(Random random, SecureSide side, String peerType) {
		super(random, side, peerType, false, KINDS);
	}

	@Override
	void play(AttackConnection connection) throws IOException {
		switch (this.kind) {
			case "mechanism NULL" -> withMechanism(connection, "NULL");
			case "other mechanism" -> withMechanism(connection, this.side.isCurve() ? "PLAIN" : "CURVE");
			case "unknown mechanism" -> withMechanism(connection,
					List.of("", "GSSAPI", "curve", "plain", this.side.mechanism() + "X", "NULL" + this.side.mechanism())
						.get(this.random.nextInt(6)));
			case "ZMTP 1.0" -> connection.write(Zmtp.join(new byte[] { 1, 0 }, spoken(new FirstVersion(), false)));
			case "ZMTP 2.0 with revision 0" -> secondVersion(connection, 0, new FirstVersion());
			case "ZMTP 2.0 with revision 1" -> secondVersion(connection, 1, FrameCodec.CLEAR);
			case "no greeting" -> speak(connection, FrameCodec.CLEAR, false);
			default -> {
				connection.write(this.malformed.greeting());
				connection.drain(20);
				return;
			}
		}
		awaitEnd(connection);
	}

	private void withMechanism(AttackConnection connection, String mechanism) throws IOException {
		connection.write(Zmtp.join(Zmtp.greeting(3, mechanism), Zmtp.ready(this.peerType)));
		if (mechanism.equals("PLAIN")) {
			connection.command(PlainAttack.hello(SecureSide.USER, SecureSide.PASSWORD));
			connection.command(Zmtp.join(Zmtp.bytes("\10INITIATE"), properties()));
		}
		speak(connection, FrameCodec.CLEAR, false);
	}

	private void secondVersion(AttackConnection connection, int revision, FrameCodec codec) throws IOException {
		int type = List.of("PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH")
			.indexOf(this.peerType);
		byte[] signature = Arrays.copyOf(Zmtp.greeting(revision, ""), 11);
		connection.write(Zmtp.join(signature, new byte[] { (byte) type }, codec.encode(0, new byte[0])));
		speak(connection, codec, false);
	}

	private void awaitEnd(AttackConnection connection) throws IOException {
		if (!connection.ends()) {
			blame("the connection was not ended");
		}
		if (connection.hasReceived("HELLO") || connection.hasReceived(SecureSide.PASSWORD)) {
			blame("the target began a handshake");
		}
	}

	/**
	 * The frames of ZMTP 1.0: length, flags, content.
	 */
	private static final class FirstVersion implements FrameCodec {

		@Override
		public byte[] encode(int flags, byte[] content) {
			return Zmtp.join(new byte[] { (byte) (content.length + 1), (byte) flags }, content);
		}

		@Override
		public Frame decode(Frame received) {
			return received;
		}

	}

}
